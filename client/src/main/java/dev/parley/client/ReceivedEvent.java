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
 */
public record ReceivedEvent(
        String conversation,
        long seq,
        String eventId,
        String event,
        @Nullable String actor,
        @Nullable String clientMsgId,
        @Nullable String messageId,
        @Nullable String text) {}
