package dev.parley.readmodel.write;

import dev.parley.schemas.Event;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageCreated;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as an event made it.
 *
 * @param content null where it is encrypted or there is none
 * @param version seq of the event
 */
public record MessageRow(
        Key key,
        Event event,
        MessageCreated message,
        @Nullable MessageContent content,
        long version) {

    /** The message's place. */
    public record Key(String tenant, String conversation, long seq) {}

    /** The message that an event creates, if it does. */
    static List<MessageRow> of(Event event) {
        if (!(event.getBody() instanceof MessageCreated message)) {
            return List.of();
        }
        var key = new Key(event.getTenant(), event.getConversation(), event.getSeq());
        var content = event.getContent() instanceof MessageContent clear ? clear : null;
        return List.of(new MessageRow(key, event, message, content, event.getSeq()));
    }

    /** The newer of both. */
    MessageRow merge(MessageRow other) {
        return other.version > version ? other : this;
    }
}
