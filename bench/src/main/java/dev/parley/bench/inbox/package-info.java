/** A user with thousands of conversations: the list, and catching up. */
@NullMarked
package dev.parley.bench.inbox;

import org.jspecify.annotations.NullMarked;
