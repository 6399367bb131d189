package dev.parley.readmodel.write;

import dev.parley.schemas.Event;
import dev.parley.schemas.GroupCreated;
import dev.parley.schemas.MemberJoined;
import dev.parley.schemas.MemberLeft;
import dev.parley.schemas.MessageCreated;
import org.jspecify.annotations.Nullable;

/**
 * A conversation, as far as some of its events tell. Its three parts (what is shown, the count of members, the head) are
 * guarded by a seq each, so that rows can be merged in any order; a part whose seq is 0 says nothing.
 *
 * @param lastMessageAt milliseconds; never goes back within a conversation, so the highest counts
 */
public record ConversationRow(
        Key key, @Nullable Shown shown, MemberCount memberCount, long messageNo, long lastMessageAt, long headSeq) {

    /** Which conversation. */
    public record Key(String tenant, String conversation) {}

    /** What a group shows of itself. */
    public record Shown(GroupCreated group, long createdAt, long seq) {}

    /** How many members there are. */
    public record MemberCount(long count, long seq) {}

    private static final MemberCount UNKNOWN = new MemberCount(0, 0);
    private static final MemberCount TWO = new MemberCount(2, 1);

    static ConversationRow of(Event event) {
        var at = event.getAt().toEpochMilli();
        var seq = event.getSeq();
        var key = new Key(event.getTenant(), event.getConversation());
        var shown = event.getBody() instanceof GroupCreated group ? new Shown(group, at, seq) : null;
        var isMessage = event.getBody() instanceof MessageCreated;
        return new ConversationRow(key, shown, countAfter(event), event.getMessageNo(), isMessage ? at : 0, seq);
    }

    private static MemberCount countAfter(Event event) {
        return switch (event.getBody()) {
            case MemberJoined joined -> new MemberCount(joined.getMemberCount(), event.getSeq());
            case MemberLeft left -> new MemberCount(left.getMemberCount(), event.getSeq());
            default -> DirectMembers.isDirect(event.getConversation()) ? TWO : UNKNOWN;
        };
    }

    /** Both rows as one: of each part the newer. */
    ConversationRow merge(ConversationRow other) {
        var isNewer = other.headSeq > headSeq;
        return new ConversationRow(
                key,
                newer(shown, other.shown),
                other.memberCount.seq > memberCount.seq ? other.memberCount : memberCount,
                isNewer ? other.messageNo : messageNo,
                Math.max(lastMessageAt, other.lastMessageAt),
                Math.max(headSeq, other.headSeq));
    }

    private static @Nullable Shown newer(@Nullable Shown known, @Nullable Shown other) {
        if (known == null || other == null) {
            return known == null ? other : known;
        }
        return other.seq > known.seq ? other : known;
    }
}
