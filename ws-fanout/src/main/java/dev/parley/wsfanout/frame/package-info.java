/** WebSocket framing (RFC 6455) without any I/O: bytes to frames, frames to bytes. */
@NullMarked
package dev.parley.wsfanout.frame;

import org.jspecify.annotations.NullMarked;
