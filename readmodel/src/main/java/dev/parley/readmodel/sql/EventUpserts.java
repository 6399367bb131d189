package dev.parley.readmodel.sql;

import static dev.parley.readmodel.sql.Upsert.guarded;

import dev.parley.readmodel.write.LogRow.EventRow;
import dev.parley.readmodel.write.MessageRow;
import dev.parley.schemas.MessageContent;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** Writes events and the messages that they make. */
final class EventUpserts {
    /** An event that is there stays as it is. */
    static final Upsert<EventRow> EVENTS = Upsert.into(
            "events",
            List.of("tenant", "conversation", "seq", "event_id", "message_no", "bytes"),
            "message_no=message_no",
            EventUpserts::bind);

    static final Upsert<MessageRow> MESSAGES = Upsert.into(
            "messages",
            List.of(
                    "tenant",
                    "conversation",
                    "seq",
                    "message_id",
                    "message_no",
                    "sender",
                    "sent_at",
                    "kind",
                    "text",
                    "data",
                    "mentions",
                    "tags",
                    "metadata",
                    "content_key_id",
                    "parent_id",
                    "reply_to_id",
                    "client_msg_id",
                    "is_edited",
                    "is_deleted",
                    "version"),
            guarded(
                    "version",
                    "message_id",
                    "message_no",
                    "sender",
                    "sent_at",
                    "kind",
                    "text",
                    "data",
                    "mentions",
                    "tags",
                    "metadata",
                    "content_key_id",
                    "parent_id",
                    "reply_to_id",
                    "client_msg_id",
                    "is_edited",
                    "is_deleted"),
            EventUpserts::bind);

    private static final MessageContent NOTHING = new MessageContent(null, null, List.of(), List.of(), null);

    private EventUpserts() {}

    private static void bind(PreparedStatement statement, EventRow row) throws SQLException {
        var event = row.event();
        new Parameters(statement)
                .text(event.getTenant())
                .text(event.getConversation())
                .number(event.getSeq())
                .bytes(event.getEventId().bytes())
                .number(event.getMessageNo())
                .bytes(row.bytes());
    }

    private static void bind(PreparedStatement statement, MessageRow row) throws SQLException {
        var event = row.event();
        var message = row.message();
        var content = row.content() == null ? NOTHING : row.content();
        new Parameters(statement)
                .text(event.getTenant())
                .text(event.getConversation())
                .number(event.getSeq())
                .text(message.getMessageId())
                .number(event.getMessageNo())
                .text(event.getActor() == null ? "" : event.getActor())
                .number(event.getAt().toEpochMilli())
                .text(message.getKind().name().toLowerCase(Locale.ROOT))
                .text(content.getText())
                .text(content.getData())
                .text(JsonLists.write(content.getMentions()))
                .text(JsonLists.write(content.getTags()))
                .text(content.getMetadata())
                .number(event.getContentKeyId())
                .text(message.getParentId())
                .text(message.getReplyToId())
                .text(event.getActionId())
                .flag(false)
                .flag(false)
                .number(row.version());
    }
}
