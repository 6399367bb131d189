/** A client of the platform: REST calls, a chat session on a socket, the frames of both directions. */
@NullMarked
package dev.parley.client;

import org.jspecify.annotations.NullMarked;
