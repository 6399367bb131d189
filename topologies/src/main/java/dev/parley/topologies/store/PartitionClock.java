package dev.parley.topologies.store;

import java.nio.ByteBuffer;

/** Partition time: the largest record time so far, in milliseconds. Kept in the state, under the key {@code P}. */
public final class PartitionClock {
    private static final byte[] KEY = {'P'};

    private final KeyValues state;

    public PartitionClock(KeyValues state) {
        this.state = state;
    }

    /** Takes a record's time, and returns the time that now counts. Never goes back. */
    public long advance(long recordTime) {
        var stored = state.get(KEY);
        var before = stored == null ? Long.MIN_VALUE : ByteBuffer.wrap(stored).getLong();
        if (recordTime <= before) {
            return before;
        }
        state.put(KEY, ByteBuffer.allocate(Long.BYTES).putLong(recordTime).array());
        return recordTime;
    }
}
