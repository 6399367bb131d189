package dev.parley.testkit.model.inbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message as events tell of it. */
final class Said {
    final String id;
    final long seq;
    final String sender;
    /** In milliseconds. */
    final long at;

    final @Nullable String parentId;
    List<String> mentions = List.of();
    boolean isToAll;
    boolean isDeleted;

    Said(String id, long seq, String sender, long at, @Nullable String parentId) {
        this.id = id;
        this.seq = seq;
        this.sender = sender;
        this.at = at;
        this.parentId = parentId;
    }

    boolean isReply() {
        return parentId != null;
    }

    boolean names(String user) {
        return !isDeleted && mentions.contains(user);
    }

    /** Whether the user is to look at it because of a name in it, or because it calls everybody. */
    boolean calls(String user) {
        return names(user) || (!isDeleted && isToAll);
    }
}
