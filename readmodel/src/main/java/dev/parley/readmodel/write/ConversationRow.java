package dev.parley.readmodel.write;

import dev.parley.schemas.Event;
import dev.parley.schemas.GroupCreated;
import dev.parley.schemas.MemberBanned;
import dev.parley.schemas.MemberJoined;
import dev.parley.schemas.MemberLeft;
import dev.parley.schemas.MessageCreated;

/**
 * A conversation, as far as some of its events tell.
 *
 * @param group what a group shows; unknown in a direct conversation
 * @param messageNo number of messages at the last event; its seq is the head of the conversation
 * @param lastMessageAt milliseconds; never decreases within a conversation, so the highest counts
 */
public record ConversationRow(
        Key key, Versioned<Group> group, Versioned<Long> memberCount, Versioned<Long> messageNo, long lastMessageAt) {

    /** The primary key. */
    public record Key(String tenant, String conversation) {}

    /** A group's own data; {@code createdAt} in milliseconds. */
    public record Group(GroupCreated created, long createdAt) {}

    private static final Versioned<Long> TWO = new Versioned<>(2L, 1);

    static ConversationRow of(Event event) {
        var at = event.getAt().toEpochMilli();
        return new ConversationRow(
                new Key(event.getTenant(), event.getConversation()),
                event.getBody() instanceof GroupCreated group
                        ? new Versioned<>(new Group(group, at), event.getSeq())
                        : Versioned.unknown(),
                memberCountAfter(event),
                new Versioned<>(event.getMessageNo(), event.getSeq()),
                event.getBody() instanceof MessageCreated ? at : 0);
    }

    private static Versioned<Long> memberCountAfter(Event event) {
        return switch (event.getBody()) {
            case MemberJoined joined -> new Versioned<>(joined.getMemberCount(), event.getSeq());
            case MemberLeft left -> new Versioned<>(left.getMemberCount(), event.getSeq());
            case MemberBanned banned -> new Versioned<>(banned.getMemberCount(), event.getSeq());
            default -> DirectMembers.isDirect(event.getConversation()) ? TWO : Versioned.unknown();
        };
    }

    ConversationRow merge(ConversationRow other) {
        return new ConversationRow(
                key,
                group.newer(other.group),
                memberCount.newer(other.memberCount),
                messageNo.newer(other.messageNo),
                Math.max(lastMessageAt, other.lastMessageAt));
    }
}
