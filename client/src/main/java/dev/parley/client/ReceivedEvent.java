package dev.parley.client;

import org.jspecify.annotations.Nullable;

/**
 * An event as a client sees it, as far as the ledger needs it.
 *
 * @param event for example {@code message.created}
 * @param actor the user who did it
 * @param clientMsgId the id of the action behind it
 * @param messageId for messages
 * @param text what was written, for messages
 * @param details for unread counts and the state of messages
 */
public record ReceivedEvent(
        String conversation,
        long seq,
        String eventId,
        String event,
        @Nullable String actor,
        @Nullable String clientMsgId,
        @Nullable String messageId,
        @Nullable String text,
        EventDetails details) {
    /** What happened to the message's thread follows from it, and has the same id. */
    private static final String CONSEQUENCE = "thread.updated";

    /** The id of the action that this event is the answer to; null where none is known, or it only follows from one that is. */
    public @Nullable String actionId() {
        return event.equals(CONSEQUENCE) ? null : clientMsgId;
    }
}
