package dev.parley.readmodel.write;

import dev.parley.schemas.ConversationSettings;
import dev.parley.schemas.Event;
import dev.parley.schemas.MessageMark;
import dev.parley.schemas.Receipt;
import dev.parley.schemas.ScheduledMessage;
import dev.parley.schemas.Session;
import dev.parley.schemas.User;

/** One record of the log, to be projected into the store. */
public sealed interface LogRecord {
    LogPartition partition();

    long offset();

    /** Size of the record's value in bytes; batches are limited by it. */
    int size();

    /** An event; {@code bytes} as in the topic. */
    record EventRecord(LogPartition partition, long offset, Event event, byte[] bytes) implements LogRecord {
        @Override
        public int size() {
            return bytes.length;
        }
    }

    /** A user's current state. */
    record UserRecord(LogPartition partition, long offset, User user, int size) implements LogRecord {}

    /** A message that is sent later, as it is now; {@code bytes} as in the topic. */
    record ScheduledRecord(LogPartition partition, long offset, ScheduledMessage message, byte[] bytes)
            implements LogRecord {
        @Override
        public int size() {
            return bytes.length;
        }
    }

    /** What a user set on a message. */
    record MarkRecord(LogPartition partition, long offset, MessageMark mark, int size) implements LogRecord {}

    /** How far a member has got. */
    record ReceiptRecord(LogPartition partition, long offset, Receipt receipt, int size) implements LogRecord {}

    /** What a user set on a conversation. */
    record SettingsRecord(LogPartition partition, long offset, ConversationSettings settings, int size)
            implements LogRecord {}

    /** A token that was given out. */
    record SessionRecord(LogPartition partition, long offset, Session session, int size) implements LogRecord {}

    /** A dead letter: only the position moves past it. */
    record SkippedRecord(LogPartition partition, long offset) implements LogRecord {
        @Override
        public int size() {
            return 0;
        }
    }
}
