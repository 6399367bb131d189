package dev.parley.sinks.sql;

import dev.parley.schemas.ConversationSettings;
import dev.parley.schemas.Event;
import dev.parley.schemas.MessageMark;
import dev.parley.schemas.Receipt;
import dev.parley.schemas.ScheduledMessage;
import dev.parley.schemas.Session;
import dev.parley.schemas.User;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Records as Connect brings them, of partition 0. */
record SinkRecords(InMemoryRegistry registry) {

    SinkRecord of(long offset, Event event) {
        var writer = new AvroWriter<Event>(registry, "events", Event.getClassSchema());
        return raw("events", offset, Keys.of(event.getTenant(), event.getConversation()), writer.write(event));
    }

    SinkRecord of(long offset, User user) {
        var writer = new AvroWriter<User>(registry, "users", User.getClassSchema());
        return raw("users", offset, Keys.of(user.getTenant(), user.getId()), writer.write(user));
    }

    SinkRecord of(long offset, ScheduledMessage message) {
        var writer = new AvroWriter<ScheduledMessage>(registry, "scheduled", ScheduledMessage.getClassSchema());
        var resource = message.getConversation() + "/" + message.getId();
        return raw("scheduled", offset, Keys.of(message.getTenant(), resource), writer.write(message));
    }

    /** The mark under the key of a user's mark on a message. */
    SinkRecord of(long offset, String user, MessageMark mark) {
        var writer = new AvroWriter<MessageMark>(registry, "message-marks", MessageMark.getClassSchema());
        var key = Keys.of(mark.getTenant(), user, mark.getMessageId());
        return raw("message-marks", offset, key, writer.write(mark));
    }

    /** The session under the key of a user's session. */
    SinkRecord of(long offset, String user, String id, Session session) {
        var writer = new AvroWriter<Session>(registry, "sessions", Session.getClassSchema());
        return raw("sessions", offset, Keys.of(session.getTenant(), user, id), writer.write(session));
    }

    /** The receipt under the key of a user in a conversation. */
    SinkRecord of(long offset, String conversation, String user, Receipt receipt) {
        var writer = new AvroWriter<Receipt>(registry, "receipts", Receipt.getClassSchema());
        return raw("receipts", offset, Keys.of(receipt.getTenant(), conversation, user), writer.write(receipt));
    }

    /** The settings under the key of a user's settings on a conversation. */
    SinkRecord of(long offset, String user, String conversation, ConversationSettings settings) {
        var writer = new AvroWriter<ConversationSettings>(
                registry, "conversation-settings", ConversationSettings.getClassSchema());
        var key = Keys.of(settings.getTenant(), user, conversation);
        return raw("conversation-settings", offset, key, writer.write(settings));
    }

    /** The event under a key of somebody else. */
    SinkRecord of(long offset, String key, Event event) {
        var record = of(offset, event);
        return raw("events", offset, key.getBytes(StandardCharsets.UTF_8), (byte[]) record.value());
    }

    static SinkRecord raw(String topic, long offset, byte @Nullable [] key, byte @Nullable [] value) {
        return new SinkRecord(topic, 0, null, key, null, value, offset, 1_000L, TimestampType.CREATE_TIME);
    }
}
