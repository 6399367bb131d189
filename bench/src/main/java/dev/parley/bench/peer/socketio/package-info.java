/** socket.io over its WebSocket transport. */
@NullMarked
package dev.parley.bench.peer.socketio;

import org.jspecify.annotations.NullMarked;
