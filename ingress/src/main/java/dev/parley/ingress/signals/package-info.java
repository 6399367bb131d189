/** What is live only: shown to the members who are there, and kept nowhere. */
@NullMarked
package dev.parley.ingress.signals;

import org.jspecify.annotations.NullMarked;
