/** Tokens: what was given out to whom, and how it is cut. */
@NullMarked
package dev.parley.ingress.sessions;

import org.jspecify.annotations.NullMarked;
