package dev.parley.testkit.model;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one sees of a message.
 *
 * @param text null where it has none, or was deleted
 * @param pinnedBy null where it is not pinned
 * @param reactions how many users, by emoji
 * @param replies of its thread that stand
 */
public record MessageSight(
        String id,
        String sender,
        @Nullable String text,
        boolean isDeleted,
        long version,
        @Nullable String pinnedBy,
        SortedMap<String, Long> reactions,
        long replies) {

    static MessageSight of(Message message) {
        var counts = new TreeMap<String, Long>();
        message.reactions.forEach((emoji, users) -> counts.put(emoji, (long) users.size()));
        return new MessageSight(
                message.id,
                message.author,
                message.content.getText(),
                message.isDeleted,
                message.version,
                message.pinnedBy,
                counts,
                message.replies);
    }
}
