package dev.parley.topologies.presence;

import dev.parley.topologies.store.KeyValues;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * The time by which leases end (key {@code C}): the sum of what passed between each record and the next, of which more than ten
 * seconds count as ten and less than nothing as nothing. A broker that stalls, a clock that steps, an instance that was down do not
 * end leases by that. It also knows how far the partition was taken. One thread.
 */
final class LeaseClock {
    static final Duration MAX_STEP = Duration.ofSeconds(10);

    private static final byte[] KEY = {'C'};

    private final KeyValues state;
    private long offset = -1;
    private long at;
    private long time;

    LeaseClock(KeyValues state) {
        this.state = state;
        var stored = state.get(KEY);
        if (stored != null) {
            var values = ByteBuffer.wrap(stored);
            offset = values.getLong();
            at = values.getLong();
            time = values.getLong();
        }
    }

    boolean isRepeated(long recordOffset) {
        return recordOffset <= offset;
    }

    /**
     * Whether records before this one were never taken, since the log has forgotten them. A single one that could not be read makes no
     * pause: nodes beat each five seconds.
     */
    boolean isAfterLoss(long recordOffset, long recordAt) {
        return offset >= 0 && recordOffset > offset + 1 && recordAt - at > MAX_STEP.toMillis();
    }

    /** Takes the next record. */
    void advance(long recordOffset, long recordAt) {
        if (offset >= 0) {
            time += Math.clamp(recordAt - at, 0L, MAX_STEP.toMillis());
        }
        offset = recordOffset;
        at = recordAt;
    }

    /** To be called last, when all that the record changes is in the state: it is repeated from then on. */
    void keep() {
        state.put(
                KEY,
                ByteBuffer.allocate(3 * Long.BYTES)
                        .putLong(offset)
                        .putLong(at)
                        .putLong(time)
                        .array());
    }

    /** In milliseconds, from the first record. */
    long time() {
        return time;
    }

    /** Of the last record. */
    long offset() {
        return offset;
    }

    /** Time of the last record, in milliseconds. */
    long at() {
        return at;
    }
}
