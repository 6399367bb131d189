package dev.parley.topologies.conversation;

import dev.parley.schemas.MessageContent;
import dev.parley.topologies.state.MessageFact;
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

    /** A new message; the fact has {@link FactDraft#OWN_SEQ}. */
    public static EventDraft message(
            String messageId, Object body, @Nullable MessageContent content, MessageFact fact) {
        return new EventDraft(body, content, true, new FactDraft(messageId, fact, true));
    }

    /** An edit or a deletion: the message gets the event's seq as its version. */
    public static EventDraft version(
            String messageId, Object body, @Nullable MessageContent content, MessageFact fact) {
        return new EventDraft(body, content, false, new FactDraft(messageId, fact, true));
    }

    /** Something else that happens to a message: its version stays. */
    public static EventDraft about(String messageId, Object body, MessageFact fact) {
        return new EventDraft(body, null, false, new FactDraft(messageId, fact, false));
    }

    /**
     * What is to be remembered of a message. Its seq, where it is {@link #OWN_SEQ}, its version and its time are filled in once the
     * event has a number.
     *
     * @param isVersion whether the event is the message's new version
     */
    public record FactDraft(String messageId, MessageFact fact, boolean isVersion) {
        public static final long OWN_SEQ = 0;
    }
}
