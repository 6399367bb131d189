package dev.parley.topologies.heads;

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
import dev.parley.topologies.state.FoldedMember;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an event does to a membership. A group's deletion ends all of them, and changes none.
 *
 * @param user whose it is
 */
record MemberChange(String user, Kind kind) {
    sealed interface Kind {}

    record Began(MemberRole role) implements Kind {}

    record Ended() implements Kind {}

    record GotRole(MemberRole role) implements Kind {}

    /** @param until in milliseconds; 0 = not muted */
    record Muted(long until) implements Kind {}

    /** When and in which group of an id something happened; {@code at} in milliseconds. */
    record Place(long seq, long at, int incarnation) {}

    /** @param isFirst whether it is the first event of its conversation */
    static List<MemberChange> of(Event event, boolean isFirst) {
        return switch (event.getBody()) {
            case MemberJoined joined -> List.of(new MemberChange(joined.getUser(), new Began(joined.getRole())));
            case MemberAdded added -> List.of(new MemberChange(added.getUser(), new Began(added.getRole())));
            case MemberLeft left -> List.of(new MemberChange(left.getUser(), new Ended()));
            case MemberRemoved removed -> List.of(new MemberChange(removed.getUser(), new Ended()));
            case MemberBanned banned
            when banned.getWasMember() -> List.of(new MemberChange(banned.getUser(), new Ended()));
            case MemberRoleChanged changed ->
                List.of(new MemberChange(changed.getUser(), new GotRole(changed.getRole())));
            case GroupOwnerChanged changed ->
                List.of(
                        new MemberChange(changed.getFormerOwner(), new GotRole(MemberRole.ADMIN)),
                        new MemberChange(changed.getOwner(), new GotRole(MemberRole.OWNER)));
            case MemberMuted muted -> List.of(new MemberChange(muted.getUser(), new Muted(endOf(muted.getUntil()))));
            case MemberUnmuted unmuted -> List.of(new MemberChange(unmuted.getUser(), new Muted(0)));
            default -> isFirst ? direct(event.getConversation()) : List.of();
        };
    }

    private static List<MemberChange> direct(String conversation) {
        return DirectConversations.membersOf(conversation).stream()
                .map(user -> new MemberChange(user, new Began(MemberRole.PARTICIPANT)))
                .toList();
    }

    private static long endOf(@Nullable Instant until) {
        return (until == null ? NoEnd.TIME : until).toEpochMilli();
    }

    /**
     * The membership after the event; empty where it is as before.
     *
     * @param before null where the user never was a member
     */
    Optional<FoldedMember> apply(@Nullable FoldedMember before, Place place) {
        if (before != null && before.getSeq() >= place.seq()) {
            return Optional.empty();
        }
        if (kind instanceof Began(var role)) {
            return Optional.of(begun(before, role, place));
        }
        return Optional.ofNullable(before).map(member -> changed(member, place.seq()));
    }

    /** A mute holds over leaving and coming back, but not in another group of the same id. */
    private static FoldedMember begun(@Nullable FoldedMember before, MemberRole role, Place place) {
        var mutedUntil = before != null && before.getIncarnation() == place.incarnation() ? before.getMutedUntil() : 0L;
        return new FoldedMember(
                true, role.name(), place.seq(), place.at(), 0L, mutedUntil, place.incarnation(), place.seq());
    }

    private FoldedMember changed(FoldedMember before, long seq) {
        var next = FoldedMember.newBuilder(before).setSeq(seq);
        return switch (kind) {
            case Began _ -> before;
            case Ended _ -> next.setIsMember(false).setLeftSeq(seq).build();
            case GotRole(var role) -> next.setRole(role.name()).build();
            case Muted(var until) -> next.setMutedUntil(until).build();
        };
    }
}
