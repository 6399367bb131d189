package dev.parley.readmodel.write;

import dev.parley.schemas.Event;
import dev.parley.schemas.MessageCreated;
import java.util.List;

/** Rows of messages and of their changes. */
public final class SampleChanges {
    private SampleChanges() {}

    public static Table<MessageRow> messages() {
        return new MessageRows().table();
    }

    public static MessageRow created(Event event) {
        return MessageRow.created(event, (MessageCreated) event.getBody());
    }

    public static MessageRow edited(Event event, long messageSeq, String text) {
        var none = MessageRow.Content.UNCHANGED;
        var changed = new MessageRow.Content(
                new Versioned<>(text, event.getSeq()),
                none.data(),
                none.mentions(),
                none.tags(),
                none.metadata(),
                none.attachments());
        return MessageRow.edited(event, messageSeq, changed);
    }

    public static MessageRow tagged(Event event, long messageSeq, List<String> tags) {
        var none = MessageRow.Content.UNCHANGED;
        var changed = new MessageRow.Content(
                none.text(),
                none.data(),
                none.mentions(),
                new Versioned<>(tags, event.getSeq()),
                none.metadata(),
                none.attachments());
        return MessageRow.edited(event, messageSeq, changed);
    }

    public static MessageRow deleted(Event event, long messageSeq) {
        return MessageRow.deleted(event, messageSeq);
    }

    /** Both rows as one. */
    public static MessageRow merged(MessageRow one, MessageRow other) {
        return one.merge(other);
    }
}
