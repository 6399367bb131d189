package dev.parley.readmodel.write;

import static dev.parley.readmodel.write.Column.flag;
import static dev.parley.readmodel.write.Column.number;
import static dev.parley.readmodel.write.Column.text;
import static dev.parley.readmodel.write.Column.texts;

import dev.parley.readmodel.write.LogRecord.EventRecord;
import dev.parley.readmodel.write.MessageRow.Content;
import dev.parley.schemas.Event;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.MessageDeleted;
import dev.parley.schemas.MessageEdited;
import dev.parley.schemas.ThreadUpdated;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages as they are now: the creation, and on top of it the newest change of each field. */
final class MessageRows implements Projection<MessageRow> {
    private static final Table<MessageRow> TABLE = Table.<MessageRow>named("messages")
            .key(
                    text("tenant", row -> row.key().tenant()),
                    text("conversation", row -> row.key().conversation()),
                    number("seq", row -> row.key().seq()))
            .guarded(
                    number("message_no", row -> row.creation().messageNo()),
                    text("message_id", row -> row.creation().messageId()),
                    text("sender", row -> row.creation().sender()),
                    number("sent_at", row -> row.creation().sentAt()),
                    text("kind", row -> row.creation().kind()),
                    number("content_key_id", row -> row.creation().contentKeyId()),
                    text("parent_id", row -> row.creation().parentId()),
                    text("reply_to_id", row -> row.creation().replyToId()),
                    text("client_msg_id", row -> row.creation().clientMsgId()))
            .guarded(
                    number("text_seq", row -> row.content().text().seq()),
                    text("text", row -> row.content().text().value()))
            .guarded(
                    number("data_seq", row -> row.content().data().seq()),
                    text("data", row -> row.content().data().value()))
            .guarded(
                    number("mentions_seq", row -> row.content().mentions().seq()),
                    texts("mentions", row -> orEmpty(row.content().mentions().value())))
            .guarded(
                    number("tags_seq", row -> row.content().tags().seq()),
                    texts("tags", row -> orEmpty(row.content().tags().value())))
            .guarded(
                    number("metadata_seq", row -> row.content().metadata().seq()),
                    text("metadata", row -> row.content().metadata().value()))
            .rarely(
                    number("edited_seq", row -> row.editedAt().seq()),
                    number("edited_at", row -> row.editedAt().value()),
                    flag("is_edited", row -> row.editedAt().seq() > 0))
            .rarely(
                    number("deleted_seq", row -> row.deletedAt().seq()),
                    number("deleted_at", row -> row.deletedAt().value()),
                    flag("is_deleted", row -> row.deletedAt().seq() > 0))
            .rarely(
                    number("thread_seq", row -> row.thread().seq()),
                    number("replies", row -> row.replies().count()),
                    number("last_reply_at", row -> row.replies().lastAt()),
                    number("last_reply_seq", row -> row.replies().lastSeq()))
            .highest(number("version", MessageRow::version));

    @Override
    public Table<MessageRow> table() {
        return TABLE;
    }

    @Override
    public List<MessageRow> rows(LogRecord record) {
        return record instanceof EventRecord row ? rows(row.event()) : List.of();
    }

    private static List<MessageRow> rows(Event event) {
        return switch (event.getBody()) {
            case MessageCreated message -> List.of(MessageRow.created(event, message));
            case MessageEdited edited ->
                List.of(MessageRow.edited(event, edited.getMessageSeq(), changed(event, edited)));
            case MessageDeleted deleted -> List.of(MessageRow.deleted(event, deleted.getMessageSeq()));
            case ThreadUpdated thread -> List.of(MessageRow.replied(event, thread));
            default -> List.of();
        };
    }

    /** The named fields; all of them empty where the content is encrypted or erased. */
    private static Content changed(Event event, MessageEdited edited) {
        var clear = event.getContent() instanceof MessageContent content ? content : null;
        return Content.of(clear, event.getSeq()).only(edited.getFields());
    }

    @Override
    public Object key(MessageRow row) {
        return row.key();
    }

    @Override
    public MessageRow merge(MessageRow known, MessageRow other) {
        return known.merge(other);
    }

    private static List<String> orEmpty(@Nullable List<String> texts) {
        return texts == null ? List.of() : texts;
    }
}
