/** Tokens, socket tickets, and the keys to verify tokens with. */
@NullMarked
package dev.parley.ingress.identity;

import org.jspecify.annotations.NullMarked;
