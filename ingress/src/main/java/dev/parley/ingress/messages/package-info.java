/** Messages: sent, and read by their id. */
@NullMarked
package dev.parley.ingress.messages;

import org.jspecify.annotations.NullMarked;
