package dev.parley.topologies.store;

import java.nio.ByteBuffer;
import java.util.function.ToLongFunction;

/**
 * Partition time: the largest record time so far, in milliseconds. It is found again from what the state holds: the
 * youngest entry that was made with it, or else the key {@code P}, written only where a record leaves no such entry. One
 * thread.
 */
public final class PartitionClock {
    private static final byte[] KEY = {'P'};

    private final KeyValues state;
    private final ToLongFunction<KeyValues> youngest;
    private boolean isRead;
    private long now;
    /** The time that the state proves. */
    private long persisted;

    /** @param youngest the time of the youngest entry in the state; {@link Long#MIN_VALUE} where there is none */
    public PartitionClock(KeyValues state, ToLongFunction<KeyValues> youngest) {
        this.state = state;
        this.youngest = youngest;
    }

    /** Takes a record's time, and returns the time that now counts. Never goes back. */
    public long advance(long recordTime) {
        if (!isRead) {
            var stored = state.get(KEY);
            now = Math.max(
                    youngest.applyAsLong(state),
                    stored == null ? Long.MIN_VALUE : ByteBuffer.wrap(stored).getLong());
            persisted = now;
            isRead = true;
        }
        now = Math.max(now, recordTime);
        return now;
    }

    /** An entry with the time that now counts was put into the state. */
    public void persisted() {
        persisted = now;
    }

    /** To be called at the end of each record: puts the time itself into the state where nothing else proves it. */
    public void keep() {
        if (persisted < now) {
            state.put(KEY, ByteBuffer.allocate(Long.BYTES).putLong(now).array());
            persisted = now;
        }
    }
}
