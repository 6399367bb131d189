package dev.parley.readmodel.write;

import dev.parley.schemas.Event;
import dev.parley.schemas.GroupDeleted;
import dev.parley.schemas.MemberAdded;
import dev.parley.schemas.MemberBanned;
import dev.parley.schemas.MemberJoined;
import dev.parley.schemas.MemberLeft;
import dev.parley.schemas.MemberRemoved;
import dev.parley.schemas.MessageCreated;

/**
 * A conversation, as far as some of its events tell.
 *
 * @param group what a group shows; unknown in a direct conversation
 * @param deletedSeq seq of the last deletion of a group; 0 where there was none
 * @param messageNo number of messages at the last event; its seq is the head of the conversation
 * @param lastMessageAt milliseconds; never decreases within a conversation, so the highest counts
 */
public record ConversationRow(
        Key key,
        GroupInfo group,
        long deletedSeq,
        Versioned<Long> memberCount,
        Versioned<Long> messageNo,
        long lastMessageAt) {

    /** The primary key. */
    public record Key(String tenant, String conversation) {}

    private static final Versioned<Long> TWO = new Versioned<>(2L, 1);

    static ConversationRow of(Event event) {
        var at = event.getAt().toEpochMilli();
        return new ConversationRow(
                new Key(event.getTenant(), event.getConversation()),
                GroupInfo.of(event),
                event.getBody() instanceof GroupDeleted ? event.getSeq() : 0,
                memberCountAfter(event),
                new Versioned<>(event.getMessageNo(), event.getSeq()),
                event.getBody() instanceof MessageCreated ? at : 0);
    }

    private static Versioned<Long> memberCountAfter(Event event) {
        return switch (event.getBody()) {
            case MemberJoined joined -> new Versioned<>(joined.getMemberCount(), event.getSeq());
            case MemberLeft left -> new Versioned<>(left.getMemberCount(), event.getSeq());
            case MemberAdded added -> new Versioned<>(added.getMemberCount(), event.getSeq());
            case MemberRemoved removed -> new Versioned<>(removed.getMemberCount(), event.getSeq());
            case MemberBanned banned -> new Versioned<>(banned.getMemberCount(), event.getSeq());
            default -> DirectMembers.isDirect(event.getConversation()) ? TWO : Versioned.unknown();
        };
    }

    ConversationRow merge(ConversationRow other) {
        return new ConversationRow(
                key,
                group.merge(other.group),
                Math.max(deletedSeq, other.deletedSeq),
                memberCount.newer(other.memberCount),
                messageNo.newer(other.messageNo),
                Math.max(lastMessageAt, other.lastMessageAt));
    }
}
