package dev.parley.topologies.heads;

import dev.parley.schemas.Event;
import dev.parley.schemas.GroupCreated;
import dev.parley.schemas.GroupDeleted;
import dev.parley.schemas.MemberAdded;
import dev.parley.schemas.MemberBanned;
import dev.parley.schemas.MemberJoined;
import dev.parley.schemas.MemberLeft;
import dev.parley.schemas.MemberRemoved;
import dev.parley.schemas.content.DirectConversations;
import dev.parley.topologies.state.FoldedHead;
import org.jspecify.annotations.Nullable;

/** What an event does to the head of its conversation. Every event moves it, of whichever kind it is. */
final class HeadChange {
    private HeadChange() {}

    /** @param before null where this is the first event */
    static FoldedHead of(@Nullable FoldedHead before, Event event) {
        var isMessage = event.getMessageNo() > (before == null ? 0 : before.getMessageNo());
        var at = event.getAt().toEpochMilli();
        return new FoldedHead(
                event.getSeq(),
                event.getMessageNo(),
                isMessage ? at : before == null ? 0L : before.getLastMessageAt(),
                isMessage ? event.getSeq() : before == null ? 0L : before.getLastMessageSeq(),
                memberCount(before, event),
                before == null || event.getBody() instanceof GroupCreated ? at : before.getCreatedAt(),
                isDeleted(before, event),
                event.getBody() instanceof GroupCreated created
                        ? created.getIncarnation()
                        : before == null ? 0 : before.getIncarnation());
    }

    private static long memberCount(@Nullable FoldedHead before, Event event) {
        return switch (event.getBody()) {
            case MemberJoined joined -> joined.getMemberCount();
            case MemberAdded added -> added.getMemberCount();
            case MemberLeft left -> left.getMemberCount();
            case MemberRemoved removed -> removed.getMemberCount();
            case MemberBanned banned -> banned.getMemberCount();
            case GroupDeleted _ -> 0;
            default ->
                before == null
                        ? DirectConversations.membersOf(event.getConversation()).size()
                        : before.getMemberCount();
        };
    }

    private static boolean isDeleted(@Nullable FoldedHead before, Event event) {
        return switch (event.getBody()) {
            case GroupDeleted _ -> true;
            case GroupCreated _ -> false;
            default -> before != null && before.getDeleted();
        };
    }
}
