package dev.parley.schemas.content;

import java.util.List;
import java.util.stream.Stream;

/** What the name of a conversation tells: that of a direct one is {@code d:{a}:{b}}. */
public final class DirectConversations {
    private static final String PREFIX = "d:";
    private static final int PARTS = 3;

    private DirectConversations() {}

    public static boolean isDirect(String conversation) {
        return conversation.startsWith(PREFIX);
    }

    /** The two users, or one who writes to themself; none where it is a group. */
    public static List<String> membersOf(String conversation) {
        // An id contains no colon.
        var parts = conversation.split(":", -1);
        return isDirect(conversation) && parts.length == PARTS
                ? Stream.of(parts[1], parts[2]).distinct().toList()
                : List.of();
    }
}
