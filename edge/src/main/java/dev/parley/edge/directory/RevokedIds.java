package dev.parley.edge.directory;

import dev.parley.schemas.RevokedSession;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Ids of sessions that were cut, in one byte array. When they end need not be known: then their tokens have expired too. */
final class RevokedIds {
    /** No id contains it: they have the form of UUIDs. */
    private static final String SEPARATOR = " ";

    private RevokedIds() {}

    static byte[] pack(List<RevokedSession> sessions) {
        return sessions.stream()
                .map(RevokedSession::getId)
                .collect(Collectors.joining(SEPARATOR))
                .getBytes(StandardCharsets.UTF_8);
    }

    static Set<String> unpack(byte[] packed, int at, int length) {
        return Set.copyOf(List.of(new String(packed, at, length, StandardCharsets.UTF_8).split(SEPARATOR)));
    }
}
