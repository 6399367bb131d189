/** What writes have in common: append to the log, wait for what came of it, have the result in hand. */
@NullMarked
package dev.parley.ingress.writes;

import org.jspecify.annotations.NullMarked;
