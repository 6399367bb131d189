package dev.parley.topologies.presence;

import dev.parley.schemas.Presence;
import dev.parley.schemas.PresenceState;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Topics;
import dev.parley.topologies.fold.StateKey;
import dev.parley.topologies.state.WrittenPresence;
import dev.parley.topologies.store.KeyValues;
import dev.parley.topologies.store.StateCodec;
import java.nio.ByteBuffer;
import java.time.Instant;

/** What was last written of each user (keys {@code W}). One thread. */
final class LastWritten {
    private static final char WRITTEN = 'W';
    /** Nothing was written: then a user is offline. */
    static final Written NONE = new Written(
            Presence.newBuilder()
                    .setTenant("")
                    .setUser("")
                    .setState(PresenceState.OFFLINE)
                    .setVersion(0)
                    .setUpdatedAt(Instant.EPOCH)
                    .build(),
            new byte[0],
            0,
            0);

    private final KeyValues state;
    private final AvroReader<Presence> reader;
    private final AvroWriter<Presence> writer;
    private final StateCodec<WrittenPresence> codec = new StateCodec<>(WrittenPresence.getClassSchema());

    /**
     * A record as it was written.
     *
     * @param bytes in wire format
     * @param at in milliseconds of the wall clock
     * @param streak how many before it followed each other closely
     */
    record Written(Presence presence, byte[] bytes, long at, int streak) {
        boolean exists() {
            return bytes.length > 0;
        }
    }

    LastWritten(KeyValues state, SchemaRegistry registry) {
        this.state = state;
        this.reader = new AvroReader<>(registry, Presence.getClassSchema());
        this.writer = new AvroWriter<>(registry, Topics.PRESENCE.name(), Presence.getClassSchema());
    }

    Written get(byte[] key) {
        var stored = codec.read(state.get(StateKey.of(WRITTEN, key)));
        if (stored == null) {
            return NONE;
        }
        var bytes = new byte[stored.getRecord().remaining()];
        stored.getRecord().get(bytes);
        return new Written(reader.read(bytes), bytes, stored.getAt(), stored.getStreak());
    }

    /** Keeps what is written now, in wire format. */
    byte[] put(byte[] key, Presence presence, Written before, long now) {
        var bytes = writer.write(presence);
        var streak = Damping.streak(before.streak(), before.at(), now);
        state.put(StateKey.of(WRITTEN, key), codec.write(new WrittenPresence(ByteBuffer.wrap(bytes), now, streak)));
        return bytes;
    }
}
