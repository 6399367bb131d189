package dev.parley.topologies.users;

import dev.parley.schemas.UserAction;
import dev.parley.schemas.topics.Keys;
import dev.parley.topologies.machine.Decided.Happened;
import dev.parley.topologies.machine.Decided.Numbers;
import dev.parley.topologies.machine.Output;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What users keep for themselves alone has keys and answers of one form, whatever it is about. */
final class UserState {
    private UserState() {}

    /** Ids contain no zero byte, so no two keys run into each other. */
    static byte[] key(byte kind, UserAction action, String about) {
        var user = Keys.of(action.getTenant(), action.getUser());
        var suffix = about.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(2 + user.length + suffix.length)
                .put(kind)
                .put(user)
                .put((byte) 0)
                .put(suffix)
                .array();
    }

    /** The numbers of the answer are the new version. */
    static Happened changed(long version, Output output) {
        return new Happened(List.of(output), new Numbers(version, version, 0), null, false, List.of());
    }

    /** @param version the last one that may have set what was asked */
    static Happened unchanged(long version) {
        return new Happened(List.of(), new Numbers(version + 1, version, 0), null, false, List.of());
    }

    static @Nullable Instant instant(@Nullable Long milliseconds) {
        return milliseconds == null ? null : Instant.ofEpochMilli(milliseconds);
    }
}
