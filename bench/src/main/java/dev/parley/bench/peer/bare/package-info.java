/** A bare fan-out server of our own: what sockets alone cost. */
@NullMarked
package dev.parley.bench.peer.bare;

import org.jspecify.annotations.NullMarked;
