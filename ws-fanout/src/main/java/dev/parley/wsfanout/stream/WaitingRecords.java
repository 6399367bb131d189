package dev.parley.wsfanout.stream;

import java.util.ArrayDeque;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records that wait for the schema registry, in their order. At a bound of bytes the tail brings no more events, which stay
 * in the log, until half of them are handled; only what it had read by then is added. For the tail's thread only.
 */
final class WaitingRecords {
    static final long MAX_BYTES = 16L << 20;

    /** Roughly what a record costs beside its value. */
    private static final long OVERHEAD_BYTES = 200;

    private final ArrayDeque<ConsumerRecord<byte[], byte[]>> records = new ArrayDeque<>();
    private final StreamPace pace;
    private long bytes;
    private boolean isHeld;

    WaitingRecords(StreamPace pace) {
        this.pace = pace;
    }

    void add(ConsumerRecord<byte[], byte[]> record) {
        records.add(record);
        bytes += bytesOf(record);
        if (!isHeld && bytes > MAX_BYTES) {
            isHeld = true;
            pace.hold();
        }
    }

    /** The first one; null where there is none. */
    @Nullable
    ConsumerRecord<byte[], byte[]> peek() {
        return records.peek();
    }

    /** The first one is handled. */
    void remove() {
        bytes -= bytesOf(records.remove());
        if (isHeld && bytes <= MAX_BYTES / 2) {
            isHeld = false;
            pace.goOn();
        }
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    int size() {
        return records.size();
    }

    private static long bytesOf(ConsumerRecord<byte[], byte[]> record) {
        return OVERHEAD_BYTES + (record.value() == null ? 0 : record.value().length);
    }
}
