package dev.parley.readmodel.write;

import dev.parley.schemas.Event;
import dev.parley.schemas.User;

/** One record of the log, on its way into the store. */
public sealed interface LogRow {
    LogPartition partition();

    long offset();

    /** Bytes on the wire: what batches are measured by. */
    int size();

    /** An event; {@code bytes} as they stand in the topic. */
    record EventRow(LogPartition partition, long offset, Event event, byte[] bytes) implements LogRow {
        @Override
        public int size() {
            return bytes.length;
        }
    }

    /** A user as it now is. */
    record UserRow(LogPartition partition, long offset, User user, int size) implements LogRow {}

    /** A record that was put among the dead letters: only the position moves past it. */
    record SkippedRow(LogPartition partition, long offset) implements LogRow {
        @Override
        public int size() {
            return 0;
        }
    }
}
