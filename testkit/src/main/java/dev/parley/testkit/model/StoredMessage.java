package dev.parley.testkit.model;

import dev.parley.schemas.MessageKind;
import dev.parley.schemas.Target;
import dev.parley.schemas.TargetReaction;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a store has of a message at some moment, for an edge to stamp onto an action. */
record StoredMessage(
        long version,
        boolean isDeleted,
        boolean isPinned,
        long replies,
        long lastReplyAt,
        long lastReplySeq,
        Map<String, Set<String>> reactions) {

    /** @param emoji that the action is about, if any */
    Target target(Message message, @Nullable String emoji, String actor) {
        var users = emoji == null ? Set.<String>of() : reactions.getOrDefault(emoji, Set.of());
        return Target.newBuilder()
                .setMessageId(message.id)
                .setSeq(message.seq)
                .setAuthor(message.author)
                .setVersion(version)
                .setDeleted(isDeleted)
                .setParentId(message.parentId)
                .setPinned(isPinned)
                .setReactionKinds(reactions.size())
                .setReplies(replies)
                .setLastReplyAt(lastReplyAt)
                .setLastReplySeq(lastReplySeq)
                .setNeedsFile(message.needsFile())
                .setMayLackText(message.kind != MessageKind.TEXT)
                .setReaction(emoji == null ? null : new TargetReaction((long) users.size(), users.contains(actor)))
                .build();
    }
}
