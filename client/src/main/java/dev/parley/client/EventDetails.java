package dev.parley.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event says of a message or a member, as far as unread counts and the state of messages need it.
 *
 * @param parentId the message whose thread the message belongs to
 * @param messageSeq of the message that was changed; 0 where none was
 * @param sender of that message
 * @param member who joined, left, was added or removed
 * @param mentions whom the message names; null where the event does not say
 * @param mentionsAll whether it calls every member
 * @param reaction that was added or taken back; null where none was
 */
public record EventDetails(
        @Nullable String parentId,
        long messageSeq,
        @Nullable String sender,
        @Nullable String member,
        @Nullable List<String> mentions,
        boolean mentionsAll,
        @Nullable Reaction reaction) {
    public static final EventDetails NONE = new EventDetails(null, 0, null, null, null, false);

    /** @param count how many have it now */
    public record Reaction(String emoji, long count) {}

    /** Of no reaction. */
    public EventDetails(
            @Nullable String parentId,
            long messageSeq,
            @Nullable String sender,
            @Nullable String member,
            @Nullable List<String> mentions,
            boolean mentionsAll) {
        this(parentId, messageSeq, sender, member, mentions, mentionsAll, null);
    }
}
