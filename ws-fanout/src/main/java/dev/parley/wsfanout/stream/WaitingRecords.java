package dev.parley.wsfanout.stream;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Records that wait for the schema registry, in their order. At a bound of bytes the tail brings no more events, which stay
 * in the log, until half of them are handled; only what it had read by then is added. For the tail's thread only.
 */
final class WaitingRecords {
    static final long MAX_BYTES = 16L << 20;

    /** Roughly what a record costs beside its value. */
    private static final long OVERHEAD_BYTES = 200;

    private final ArrayDeque<EventRecord> records = new ArrayDeque<>();
    private final EventFeed feed;
    private long bytes;
    private boolean isHeld;

    WaitingRecords(EventFeed feed) {
        this.feed = feed;
    }

    void add(EventRecord record) {
        records.add(record);
        bytes += bytesOf(record);
        if (!isHeld && bytes > MAX_BYTES) {
            isHeld = true;
            feed.pause();
        }
    }

    /** The first one; null where there is none. */
    @Nullable
    EventRecord peek() {
        return records.peek();
    }

    /** The first one is handled. */
    void remove() {
        bytes -= bytesOf(records.remove());
        if (isHeld && bytes <= MAX_BYTES / 2) {
            isHeld = false;
            feed.resume();
        }
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    int size() {
        return records.size();
    }

    private static long bytesOf(EventRecord record) {
        return OVERHEAD_BYTES + (record.wire() == null ? 0 : record.wire().length);
    }
}
