package dev.parley.readmodel.write;

import dev.parley.schemas.Event;
import dev.parley.schemas.MemberBanned;
import dev.parley.schemas.MemberJoined;
import dev.parley.schemas.MemberLeft;
import dev.parley.schemas.MemberMuted;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.MemberUnmuted;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A membership, as far as some of its events tell.
 *
 * @param joinedSeq seq of the event that began it, and guard of {@code role}; 0 = unknown
 * @param leftSeq seq of the event that ended it; 0 while it holds
 * @param seq guard of {@code isMember} and {@code leftSeq}
 * @param mutedUntil in milliseconds; null = may write, {@link #NO_END} = muted for good
 */
public record MemberRow(
        Key key, String role, long joinedSeq, boolean isMember, long leftSeq, long seq, Versioned<Long> mutedUntil) {
    /** The end of the last year of four digits. */
    static final long NO_END = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    /** The primary key. */
    public record Key(String tenant, String conversation, String user) {}

    /** The memberships that an event begins, ends or changes. A ban of a user who was no member changes none. */
    static List<MemberRow> of(Event event) {
        return switch (event.getBody()) {
            case MemberJoined joined -> List.of(joined(event, joined.getUser(), joined.getRole()));
            case MemberLeft left -> List.of(left(event, left.getUser()));
            case MemberBanned banned when banned.getWasMember() -> List.of(left(event, banned.getUser()));
            case MemberMuted muted -> List.of(muted(event, muted));
            case MemberUnmuted unmuted -> List.of(writing(event, unmuted.getUser(), null));
            default -> DirectMembers.begunBy(event);
        };
    }

    static MemberRow direct(Event event, String user) {
        return joined(event, user, MemberRole.PARTICIPANT);
    }

    private static MemberRow joined(Event event, String user, MemberRole role) {
        return new MemberRow(
                key(event, user), text(role), event.getSeq(), true, 0, event.getSeq(), Versioned.unknown());
    }

    private static MemberRow left(Event event, String user) {
        var role = text(MemberRole.PARTICIPANT);
        return new MemberRow(key(event, user), role, 0, false, event.getSeq(), event.getSeq(), Versioned.unknown());
    }

    private static MemberRow muted(Event event, MemberMuted muted) {
        var until = muted.getUntil();
        return writing(event, muted.getUser(), until == null ? NO_END : until.toEpochMilli());
    }

    private static MemberRow writing(Event event, String user, @Nullable Long mutedUntil) {
        var role = text(MemberRole.PARTICIPANT);
        return new MemberRow(key(event, user), role, 0, false, 0, 0, new Versioned<>(mutedUntil, event.getSeq()));
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
        return new MemberRow(
                key,
                begin.role,
                begin.joinedSeq,
                end.isMember,
                end.leftSeq,
                end.seq,
                mutedUntil.newer(other.mutedUntil));
    }
}
