package dev.parley.readmodel.write;

import dev.parley.schemas.Event;
import dev.parley.schemas.GroupOwnerChanged;
import dev.parley.schemas.MemberAdded;
import dev.parley.schemas.MemberBanned;
import dev.parley.schemas.MemberJoined;
import dev.parley.schemas.MemberLeft;
import dev.parley.schemas.MemberMuted;
import dev.parley.schemas.MemberRemoved;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.MemberRoleChanged;
import dev.parley.schemas.MemberUnmuted;
import dev.parley.schemas.content.DirectConversations;
import dev.parley.schemas.content.NoEnd;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A membership, as far as some of its events tell.
 *
 * @param joinedAt time in milliseconds of the event that began it; its seq is that event's
 * @param presence whether the user is a member
 * @param mutedUntil in milliseconds; null = may write, {@link NoEnd} = muted for good
 */
public record MemberRow(
        Key key,
        Versioned<String> role,
        Versioned<Long> joinedAt,
        Versioned<Presence> presence,
        Versioned<Long> mutedUntil) {
    /** The primary key. */
    public record Key(String tenant, String conversation, String user) {}

    /** @param leftSeq seq of the event that ended the membership; 0 while it holds */
    public record Presence(boolean isMember, long leftSeq) {}

    /** The memberships that an event begins, changes or ends. A group's deletion ends all of them, and writes none. */
    static List<MemberRow> of(Event event) {
        return switch (event.getBody()) {
            case MemberJoined joined -> List.of(joined(event, joined.getUser(), joined.getRole()));
            case MemberAdded added -> List.of(joined(event, added.getUser(), added.getRole()));
            case MemberLeft left -> List.of(left(event, left.getUser()));
            case MemberRemoved removed -> List.of(left(event, removed.getUser()));
            case MemberRoleChanged changed -> List.of(role(event, changed.getUser(), changed.getRole()));
            case GroupOwnerChanged changed ->
                List.of(
                        role(event, changed.getOwner(), MemberRole.OWNER),
                        role(event, changed.getFormerOwner(), MemberRole.ADMIN));
            case MemberBanned banned when banned.getWasMember() -> List.of(left(event, banned.getUser()));
            case MemberMuted muted -> List.of(muted(event, muted));
            case MemberUnmuted unmuted -> List.of(writing(event, unmuted.getUser(), null));
            default -> direct(event);
        };
    }

    /** The members of a direct conversation, if this is its first event; later events would only repeat them. */
    private static List<MemberRow> direct(Event event) {
        return event.getSeq() == 1
                ? DirectConversations.membersOf(event.getConversation()).stream()
                        .map(user -> joined(event, user, MemberRole.PARTICIPANT))
                        .toList()
                : List.of();
    }

    private static MemberRow joined(Event event, String user, MemberRole role) {
        return new MemberRow(
                key(event, user),
                text(role, event),
                new Versioned<>(event.getAt().toEpochMilli(), event.getSeq()),
                new Versioned<>(new Presence(true, 0), event.getSeq()),
                Versioned.unknown());
    }

    private static MemberRow left(Event event, String user) {
        var ended = new Presence(false, event.getSeq());
        return new MemberRow(
                key(event, user),
                Versioned.unknown(),
                Versioned.unknown(),
                new Versioned<>(ended, event.getSeq()),
                Versioned.unknown());
    }

    private static MemberRow muted(Event event, MemberMuted muted) {
        var until = muted.getUntil();
        return writing(event, muted.getUser(), (until == null ? NoEnd.TIME : until).toEpochMilli());
    }

    private static MemberRow writing(Event event, String user, @Nullable Long mutedUntil) {
        return new MemberRow(
                key(event, user),
                Versioned.unknown(),
                Versioned.unknown(),
                Versioned.unknown(),
                new Versioned<>(mutedUntil, event.getSeq()));
    }

    private static MemberRow role(Event event, String user, MemberRole role) {
        return new MemberRow(
                key(event, user), text(role, event), Versioned.unknown(), Versioned.unknown(), Versioned.unknown());
    }

    private static Key key(Event event, String user) {
        return new Key(event.getTenant(), event.getConversation(), user);
    }

    private static Versioned<String> text(MemberRole role, Event event) {
        return new Versioned<>(role.name().toLowerCase(Locale.ROOT), event.getSeq());
    }

    boolean isMember() {
        return presence.value() != null && presence.value().isMember();
    }

    long leftSeq() {
        return presence.value() == null ? 0 : presence.value().leftSeq();
    }

    /** Lower case; that of a participant where the row does not say. */
    String roleOrLowest() {
        var known = role.value();
        return known == null ? MemberRole.PARTICIPANT.name().toLowerCase(Locale.ROOT) : known;
    }

    MemberRow merge(MemberRow other) {
        return new MemberRow(
                key,
                role.newer(other.role),
                joinedAt.newer(other.joinedAt),
                presence.newer(other.presence),
                mutedUntil.newer(other.mutedUntil));
    }
}
