package dev.parley.sinks.sql;

import dev.parley.readmodel.write.LogRecord.EventRecord;
import dev.parley.readmodel.write.LogRecord.MarkRecord;
import dev.parley.readmodel.write.LogRecord.ReceiptRecord;
import dev.parley.readmodel.write.LogRecord.ScheduledRecord;
import dev.parley.readmodel.write.LogRecord.SessionRecord;
import dev.parley.readmodel.write.LogRecord.SettingsRecord;
import dev.parley.readmodel.write.LogRecord.UserRecord;
import dev.parley.schemas.ConversationSettings;
import dev.parley.schemas.Event;
import dev.parley.schemas.MessageMark;
import dev.parley.schemas.Receipt;
import dev.parley.schemas.ScheduledMessage;
import dev.parley.schemas.Session;
import dev.parley.schemas.User;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.serde.UnreadableRecordException;
import dev.parley.schemas.topics.Keys;
import dev.parley.schemas.topics.Topics;
import dev.parley.sinks.sql.Decoded.Understood;
import dev.parley.sinks.sql.Decoded.Unreadable;
import java.util.Arrays;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Decodes records, and checks each value against its key, so that no record can write to another tenant. */
record RowDecoder(
        AvroReader<Event> events,
        AvroReader<User> users,
        AvroReader<Session> sessions,
        AvroReader<ScheduledMessage> scheduled,
        AvroReader<MessageMark> marks,
        AvroReader<ConversationSettings> settings,
        AvroReader<Receipt> receipts) {
    private static final Unreadable MISMATCH =
            new Unreadable("key-mismatch", "The key does not match the tenant and the resource in the value.");

    static RowDecoder with(SchemaRegistry registry) {
        return new RowDecoder(
                new AvroReader<>(registry, Event.getClassSchema()),
                new AvroReader<>(registry, User.getClassSchema()),
                new AvroReader<>(registry, Session.getClassSchema()),
                new AvroReader<>(registry, ScheduledMessage.getClassSchema()),
                new AvroReader<>(registry, MessageMark.getClassSchema()),
                new AvroReader<>(registry, ConversationSettings.getClassSchema()),
                new AvroReader<>(registry, Receipt.getClassSchema()));
    }

    /** @throws dev.parley.schemas.registry.RegistryUnavailableException the registry is unavailable; nothing may be skipped */
    Decoded decode(SinkRecord record) {
        var value = record.value() instanceof byte[] bytes ? bytes : null;
        try {
            return decode(record, value);
        } catch (UnreadableRecordException e) {
            return new Unreadable("malformed", String.valueOf(e.getMessage()));
        }
    }

    private Decoded decode(SinkRecord record, byte @Nullable [] value) {
        var topic = record.originalTopic();
        if (topic.equals(Topics.USERS.name())) {
            return user(record, value);
        }
        if (topic.equals(Topics.SESSIONS.name())) {
            return session(record, value);
        }
        if (topic.equals(Topics.SCHEDULED.name())) {
            return scheduled(record, value);
        }
        if (topic.equals(Topics.MESSAGE_MARKS.name())) {
            return mark(record, value);
        }
        if (topic.equals(Topics.CONVERSATION_SETTINGS.name())) {
            return settings(record, value);
        }
        if (topic.equals(Topics.RECEIPTS.name())) {
            return receipt(record, value);
        }
        return event(record, value);
    }

    private Decoded event(SinkRecord record, byte @Nullable [] value) {
        var event = events.read(value);
        return hasKey(record, Keys.of(event.getTenant(), event.getConversation())) && value != null
                ? new Understood(new EventRecord(SinkRow.partition(record), record.originalKafkaOffset(), event, value))
                : MISMATCH;
    }

    private Decoded user(SinkRecord record, byte @Nullable [] value) {
        var user = users.read(value);
        return hasKey(record, Keys.of(user.getTenant(), user.getId())) && value != null
                ? new Understood(
                        new UserRecord(SinkRow.partition(record), record.originalKafkaOffset(), user, value.length))
                : MISMATCH;
    }

    private Decoded session(SinkRecord record, byte @Nullable [] value) {
        var session = sessions.read(value);
        return hasKey(record, Keys.of(session.getTenant(), session.getUser(), session.getId())) && value != null
                ? new Understood(new SessionRecord(
                        SinkRow.partition(record), record.originalKafkaOffset(), session, value.length))
                : MISMATCH;
    }

    private Decoded scheduled(SinkRecord record, byte @Nullable [] value) {
        var message = scheduled.read(value);
        var resource = message.getConversation() + "/" + message.getId();
        return hasKey(record, Keys.of(message.getTenant(), resource)) && value != null
                ? new Understood(
                        new ScheduledRecord(SinkRow.partition(record), record.originalKafkaOffset(), message, value))
                : MISMATCH;
    }

    private Decoded mark(SinkRecord record, byte @Nullable [] value) {
        var mark = marks.read(value);
        return hasKey(record, Keys.of(mark.getTenant(), mark.getUser(), mark.getMessageId())) && value != null
                ? new Understood(
                        new MarkRecord(SinkRow.partition(record), record.originalKafkaOffset(), mark, value.length))
                : MISMATCH;
    }

    private Decoded settings(SinkRecord record, byte @Nullable [] value) {
        var of = settings.read(value);
        return hasKey(record, Keys.of(of.getTenant(), of.getUser(), of.getConversation())) && value != null
                ? new Understood(
                        new SettingsRecord(SinkRow.partition(record), record.originalKafkaOffset(), of, value.length))
                : MISMATCH;
    }

    private Decoded receipt(SinkRecord record, byte @Nullable [] value) {
        var receipt = receipts.read(value);
        return hasKey(record, Keys.of(receipt.getTenant(), receipt.getConversation(), receipt.getUser()))
                        && value != null
                ? new Understood(new ReceiptRecord(
                        SinkRow.partition(record), record.originalKafkaOffset(), receipt, value.length))
                : MISMATCH;
    }

    private static boolean hasKey(SinkRecord record, byte[] expected) {
        return record.key() instanceof byte[] key && Arrays.equals(key, expected);
    }
}
