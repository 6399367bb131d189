package dev.parley.readmodel.write;

import dev.parley.schemas.Event;
import dev.parley.schemas.GroupDeleted;
import dev.parley.schemas.MemberAdded;
import dev.parley.schemas.MemberBanned;
import dev.parley.schemas.MemberJoined;
import dev.parley.schemas.MemberLeft;
import dev.parley.schemas.MemberRemoved;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.content.DirectConversations;

/**
 * A conversation, as far as some of its events tell.
 *
 * @param group what a group shows; unknown in a direct conversation
 * @param deletedSeq seq of the last deletion of a group; 0 where there was none
 * @param messageNo number of messages at the last event; its seq is the head of the conversation
 * @param last what is known of the last message
 */
public record ConversationRow(
        Key key, GroupInfo group, long deletedSeq, Versioned<Long> memberCount, Versioned<Long> messageNo, Last last) {

    /** The primary key. */
    public record Key(String tenant, String conversation) {}

    /**
     * The last message. Nothing of it ever decreases within a conversation, so the highest counts.
     *
     * @param at milliseconds
     * @param seq of its creation
     * @param unthreadedSeq seq of the last one that belongs to no thread
     */
    public record Last(long at, long seq, long unthreadedSeq) {
        private static final Last NONE = new Last(0, 0, 0);

        static Last of(Event event) {
            return event.getBody() instanceof MessageCreated message
                    ? new Last(
                            event.getAt().toEpochMilli(),
                            event.getSeq(),
                            message.getParentId() == null ? event.getSeq() : 0)
                    : NONE;
        }

        Last merge(Last other) {
            return new Last(
                    Math.max(at, other.at), Math.max(seq, other.seq), Math.max(unthreadedSeq, other.unthreadedSeq));
        }
    }

    private static final Versioned<Long> TWO = new Versioned<>(2L, 1);

    static ConversationRow of(Event event) {
        return new ConversationRow(
                new Key(event.getTenant(), event.getConversation()),
                GroupInfo.of(event),
                event.getBody() instanceof GroupDeleted ? event.getSeq() : 0,
                memberCountAfter(event),
                new Versioned<>(event.getMessageNo(), event.getSeq()),
                Last.of(event));
    }

    private static Versioned<Long> memberCountAfter(Event event) {
        return switch (event.getBody()) {
            case MemberJoined joined -> new Versioned<>(joined.getMemberCount(), event.getSeq());
            case MemberLeft left -> new Versioned<>(left.getMemberCount(), event.getSeq());
            case MemberAdded added -> new Versioned<>(added.getMemberCount(), event.getSeq());
            case MemberRemoved removed -> new Versioned<>(removed.getMemberCount(), event.getSeq());
            case MemberBanned banned -> new Versioned<>(banned.getMemberCount(), event.getSeq());
            default -> DirectConversations.isDirect(event.getConversation()) ? TWO : Versioned.unknown();
        };
    }

    ConversationRow merge(ConversationRow other) {
        return new ConversationRow(
                key,
                group.merge(other.group),
                Math.max(deletedSeq, other.deletedSeq),
                memberCount.newer(other.memberCount),
                messageNo.newer(other.messageNo),
                last.merge(other.last));
    }
}
