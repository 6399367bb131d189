package dev.parley.client;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a user has not read of one conversation and of its threads, as a client reckons it from the events that it gets, in their
 * order, and from what the user read. A reply counts in its thread only. Not safe for many threads.
 */
public final class Unread {
    private final String user;
    private final NavigableMap<Long, Message> messages = new TreeMap<>();
    private final Map<String, ThreadState> threads = new HashMap<>();
    private final Set<String> ownMessages = new HashSet<>();
    private long readUpTo;
    private long headSeq;
    private boolean isMarked;
    private boolean isMember = true;

    /**
     * What the user has not read.
     *
     * @param mentions how many of the messages name the user
     * @param isMarked whether the user marked the conversation as unread
     */
    public record Counts(long messages, long mentions, boolean isMarked) {}

    /** One message of somebody else. */
    private static final class Message {
        private final boolean isReply;
        private boolean isNamed;
        private boolean isForAll;
        private boolean isDeleted;

        private Message(boolean isReply) {
            this.isReply = isReply;
        }
    }

    private static final class ThreadState {
        private final NavigableMap<Long, Message> replies = new TreeMap<>();
        private long readUpTo;
        private boolean isOwn;
        private @Nullable Boolean choice;

        private boolean isFollowed() {
            return choice == null ? isOwn || isNamed() : choice;
        }

        private boolean isNamed() {
            return replies.values().stream().anyMatch(reply -> reply.isNamed && !reply.isDeleted);
        }
    }

    /** @param readUpTo how far the user has read: in a group at least to the event by which it joined */
    public Unread(String user, long readUpTo) {
        this.user = user;
        this.readUpTo = readUpTo;
    }

    /** Takes the next event of the conversation. */
    public void add(ReceivedEvent event) {
        headSeq = event.seq();
        var details = event.details();
        switch (event.event()) {
            case "message.created" -> created(event, details);
            case "message.edited" -> edited(details);
            case "message.deleted" -> {
                var deleted = messages.get(details.messageSeq());
                if (deleted != null) {
                    deleted.isDeleted = true;
                }
            }
            case "member.joined", "member.added" -> {
                if (user.equals(details.member())) {
                    isMember = true;
                    read(event.seq());
                }
            }
            case "member.left", "member.removed", "member.banned" ->
                isMember = isMember && !user.equals(details.member());
            case "group.deleted" -> isMember = false;
            default -> {}
        }
    }

    private void created(ReceivedEvent event, EventDetails details) {
        var parentId = details.parentId();
        var thread = parentId == null ? null : threads.computeIfAbsent(parentId, this::begun);
        if (user.equals(event.actor())) {
            if (event.messageId() != null) {
                ownMessages.add(event.messageId());
            }
            // A reply is no sign of having read the conversation, but any other message is.
            if (thread == null) {
                read(event.seq());
            } else {
                thread.isOwn = true;
                thread.readUpTo = event.seq();
            }
            return;
        }
        var message = new Message(thread != null);
        message.isNamed = names(details);
        message.isForAll = details.mentionsAll();
        messages.put(event.seq(), message);
        if (thread != null) {
            thread.replies.put(event.seq(), message);
        }
    }

    private ThreadState begun(String parentId) {
        var thread = new ThreadState();
        thread.isOwn = ownMessages.contains(parentId);
        return thread;
    }

    private boolean names(EventDetails details) {
        return details.mentions() != null && details.mentions().contains(user);
    }

    private void edited(EventDetails details) {
        var message = messages.get(details.messageSeq());
        if (message == null) {
            return;
        }
        // Where they are not told they are as they were.
        if (details.mentions() != null) {
            message.isNamed = names(details);
            message.isForAll = details.mentionsAll();
        }
    }

    /** The user has read everything up to a seq. */
    public void read(long upToSeq) {
        readUpTo = Math.max(readUpTo, upToSeq);
        isMarked = false;
    }

    /** The user marks everything after a seq as unread. */
    public void markUnread(long afterSeq) {
        readUpTo = afterSeq;
        isMarked = true;
    }

    /** The user has read a thread up to the reply at a seq. */
    public void readThread(String parentId, long upToSeq) {
        var thread = threads.computeIfAbsent(parentId, this::begun);
        thread.readUpTo = Math.max(thread.readUpTo, upToSeq);
    }

    /** The user wants a thread on its list, or does not want it there. */
    public void follow(String parentId, boolean isWanted) {
        threads.computeIfAbsent(parentId, this::begun).choice = isWanted;
    }

    public boolean isMember() {
        return isMember;
    }

    public long readUpTo() {
        return readUpTo;
    }

    public long headSeq() {
        return headSeq;
    }

    public Counts counts() {
        var counts = between(readUpTo, headSeq);
        return new Counts(counts.messages(), counts.mentions(), isMarked);
    }

    /** What of the messages up to a seq would be unread for a user who has read up to another. */
    public Counts between(long afterSeq, long upToSeq) {
        return afterSeq >= upToSeq
                ? new Counts(0, 0, false)
                : count(messages.subMap(afterSeq, false, upToSeq, true), false);
    }

    /** The threads on the user's list, by their first messages. */
    public Map<String, Counts> threads() {
        var followed = new HashMap<String, Counts>();
        threads.forEach((parentId, thread) -> {
            if (thread.isFollowed()) {
                followed.put(parentId, count(thread.replies.tailMap(thread.readUpTo, false), true));
            }
        });
        return followed;
    }

    private static Counts count(Map<Long, Message> after, boolean isThread) {
        var count = 0L;
        var mentions = 0L;
        for (var message : after.values()) {
            if (!message.isDeleted && message.isReply == isThread) {
                count++;
                mentions += message.isNamed || message.isForAll ? 1 : 0;
            }
        }
        return new Counts(count, mentions, false);
    }
}
