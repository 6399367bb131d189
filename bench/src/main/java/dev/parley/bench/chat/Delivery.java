package dev.parley.bench.chat;

import org.jspecify.annotations.Nullable;

/**
 * Something that reached a user, or stands in the stored log.
 *
 * @param seq its place in the conversation; 0 where the platform says none
 * @param eventId the same wherever it is seen
 * @param actor the user who did it
 * @param id of the action behind it
 * @param text what was written, for messages
 */
public record Delivery(
        String conversation,
        long seq,
        String eventId,
        @Nullable String actor,
        @Nullable String id,
        @Nullable String text) {
    /** A message of a platform that numbers nothing. */
    public static Delivery unnumbered(String conversation, String actor, String id, String text) {
        return new Delivery(conversation, 0, id, actor, id, text);
    }
}
