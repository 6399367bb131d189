/** A platform small enough for tests: one lock, everything in memory, real sockets, and mischief on request. */
@NullMarked
package dev.parley.client.fake;

import org.jspecify.annotations.NullMarked;
