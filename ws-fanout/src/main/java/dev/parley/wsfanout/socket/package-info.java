/** One WebSocket each: bytes in on I/O threads, frames handled in order on virtual threads, frames out through a bounded outbox. */
@NullMarked
package dev.parley.wsfanout.socket;

import org.jspecify.annotations.NullMarked;
