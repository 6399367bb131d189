package dev.parley.wsfanout.socket;

import io.undertow.server.ServerConnection;
import org.xnio.StreamConnection;

/** A connection that speaks WebSocket from now on, and what it was before. */
public record Upgraded(StreamConnection stream, ServerConnection server) {}
