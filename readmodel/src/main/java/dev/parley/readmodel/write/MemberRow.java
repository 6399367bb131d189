package dev.parley.readmodel.write;

import dev.parley.schemas.Event;
import dev.parley.schemas.MemberJoined;
import dev.parley.schemas.MemberLeft;
import dev.parley.schemas.MemberRole;
import java.util.List;
import java.util.Locale;

/**
 * A membership, as far as some of its events tell.
 *
 * @param joinedSeq seq of the event that began it, and guard of {@code role}; 0 = unknown
 * @param leftSeq seq of the event that ended it; 0 while it holds
 * @param seq guard of {@code isMember} and {@code leftSeq}
 */
public record MemberRow(Key key, String role, long joinedSeq, boolean isMember, long leftSeq, long seq) {

    /** The primary key. */
    public record Key(String tenant, String conversation, String user) {}

    /** The memberships that an event begins or ends. */
    static List<MemberRow> of(Event event) {
        return switch (event.getBody()) {
            case MemberJoined joined -> List.of(joined(event, joined.getUser(), joined.getRole()));
            case MemberLeft left -> List.of(left(event, left.getUser()));
            default -> DirectMembers.begunBy(event);
        };
    }

    static MemberRow direct(Event event, String user) {
        return joined(event, user, MemberRole.PARTICIPANT);
    }

    private static MemberRow joined(Event event, String user, MemberRole role) {
        return new MemberRow(key(event, user), text(role), event.getSeq(), true, 0, event.getSeq());
    }

    private static MemberRow left(Event event, String user) {
        var role = text(MemberRole.PARTICIPANT);
        return new MemberRow(key(event, user), role, 0, false, event.getSeq(), event.getSeq());
    }

    private static Key key(Event event, String user) {
        return new Key(event.getTenant(), event.getConversation(), user);
    }

    private static String text(MemberRole role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    MemberRow merge(MemberRow other) {
        var begin = other.joinedSeq > joinedSeq ? other : this;
        var end = other.seq > seq ? other : this;
        return new MemberRow(key, begin.role, begin.joinedSeq, end.isMember, end.leftSeq, end.seq);
    }
}
