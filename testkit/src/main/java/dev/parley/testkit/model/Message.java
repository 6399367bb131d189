package dev.parley.testkit.model;

import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageKind;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A message and everything that happened to it. */
final class Message {
    final String id;
    final long seq;
    final String author;
    final long createdAt;
    final MessageKind kind;
    final @Nullable String parentId;
    final @Nullable String replyToId;
    MessageContent content;
    long version;
    boolean isDeleted;
    boolean isExpired;

    @Nullable
    Long expiresAt;

    @Nullable
    String pinnedBy;
    /** Users by emoji; an emoji that nobody has any more is not there. */
    final Map<String, Set<String>> reactions = new TreeMap<>();

    long replies;
    long lastReplyAt;
    long lastReplySeq;
    /** When the last event about it happened. */
    long touchedAt;
    /** Until when a timer needs what is known of it. */
    long keptUntil;
    /** How it was before that. */
    @Nullable
    StoredMessage before;

    Message(String id, long seq, String author, long createdAt, MessageTraits traits) {
        this.id = id;
        this.seq = seq;
        this.author = author;
        this.createdAt = createdAt;
        this.kind = traits.kind();
        this.parentId = traits.parentId();
        this.replyToId = traits.replyToId();
        this.content = traits.content();
        this.version = seq;
        this.touchedAt = createdAt;
    }

    /** What was sent. */
    record MessageTraits(
            MessageKind kind,
            MessageContent content,
            @Nullable String parentId,
            @Nullable String replyToId) {}

    /** To be called before each change. */
    void touch(long now) {
        before = stored();
        touchedAt = now;
    }

    /** As a store has it that has read everything so far. */
    StoredMessage stored() {
        var users = new TreeMap<String, Set<String>>();
        reactions.forEach((emoji, reacted) -> users.put(emoji, Set.copyOf(reacted)));
        return new StoredMessage(version, isDeleted, pinnedBy != null, replies, lastReplyAt, lastReplySeq, users);
    }

    boolean needsFile() {
        return switch (kind) {
            case IMAGE, FILE, AUDIO, VIDEO -> true;
            case TEXT, CUSTOM -> false;
        };
    }

    boolean hasReacted(String emoji, String user) {
        return reactions.getOrDefault(emoji, Set.of()).contains(user);
    }

    long count(String emoji) {
        return reactions.getOrDefault(emoji, Set.of()).size();
    }

    void react(String emoji, String user) {
        reactions.computeIfAbsent(emoji, _ -> new TreeSet<>()).add(user);
    }

    void takeBack(String emoji, String user) {
        var users = reactions.getOrDefault(emoji, new TreeSet<>());
        users.remove(user);
        if (users.isEmpty()) {
            reactions.remove(emoji);
        }
    }
}
