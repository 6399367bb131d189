package dev.parley.wsfanout.socket;

import io.undertow.server.ServerConnection;
import org.jspecify.annotations.Nullable;
import org.xnio.StreamConnection;

/**
 * A connection that speaks WebSocket from now on, and what it was before.
 *
 * @param place which admission gave it
 * @param compression null where none was agreed on
 */
public record Upgraded(
        StreamConnection stream,
        ServerConnection server,
        Admission.Place place,
        @Nullable Compression compression) {}
