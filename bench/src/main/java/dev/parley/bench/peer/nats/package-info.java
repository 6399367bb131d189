/** NATS over WebSocket. */
@NullMarked
package dev.parley.bench.peer.nats;

import org.jspecify.annotations.NullMarked;
