package dev.parley.bench.chat;

import org.jspecify.annotations.Nullable;

/**
 * Who connects, and what that user hears.
 *
 * @param group the group that the user is a member of; null = what is sent to the user alone
 * @param after the seq of the group after which everything must come
 */
public record ChatUser(String user, @Nullable String group, long after) {
    public static ChatUser alone(String user) {
        return new ChatUser(user, null, 0);
    }
}
