package dev.parley.topologies.conversation;

import dev.parley.schemas.MessageContent;
import org.jspecify.annotations.Nullable;

/**
 * An event that has no number yet.
 *
 * @param body a branch of the schema's union
 * @param content what was written
 * @param isMessage whether it counts as a message of the conversation
 * @param fact what later actions must know of the message that it makes or changes
 */
public record EventDraft(
        Object body,
        @Nullable MessageContent content,
        boolean isMessage,
        @Nullable FactDraft fact) {
    /** An event that is not about a message. */
    public static EventDraft of(Object body) {
        return new EventDraft(body, null, false, null);
    }

    /** A new message. */
    public static EventDraft message(String messageId, Object body, @Nullable MessageContent content, String author) {
        return new EventDraft(body, content, true, new FactDraft(messageId, author, FactDraft.OWN_SEQ, false));
    }

    /** A change of a message. */
    public static EventDraft change(Object body, @Nullable MessageContent content, FactDraft fact) {
        return new EventDraft(body, content, false, fact);
    }

    /** @param messageSeq seq of the message's first event, or {@link #OWN_SEQ} for that of this event */
    public record FactDraft(String messageId, String author, long messageSeq, boolean isDeleted) {
        public static final long OWN_SEQ = 0;
    }
}
