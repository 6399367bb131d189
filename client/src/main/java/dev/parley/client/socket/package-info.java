/** A lean WebSocket client: thousands of sockets on one or two selector threads. */
@NullMarked
package dev.parley.client.socket;

import org.jspecify.annotations.NullMarked;
