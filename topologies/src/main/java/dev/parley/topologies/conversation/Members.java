package dev.parley.topologies.conversation;

import dev.parley.schemas.MemberRole;
import dev.parley.topologies.state.Ban;
import dev.parley.topologies.state.GroupMember;
import dev.parley.topologies.state.GroupMemberV1;
import dev.parley.topologies.state.Invite;
import dev.parley.topologies.store.KeyValues;
import dev.parley.topologies.store.StateCodec;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who belongs to a group (keys {@code M}), who is kept out ({@code B}) and how one may come in ({@code I}). Of a member who leaves, a
 * mute and the pause of slow mode are kept ({@code L}) until they rejoin. What belongs to a former group of the same id counts for
 * nothing. One thread.
 */
public final class Members {
    /** In the place of a time: never. */
    public static final long NO_END = Long.MAX_VALUE;
    /** In the place of a count: any number. */
    public static final long ANY_NUMBER = -1;

    /** How many open invites a group may have. */
    private static final int MAX_INVITES = 100;

    private static final StateCodec<GroupMember> MEMBERS = StateCodec.after(
            new StateCodec<>(GroupMemberV1.getClassSchema()), GroupMember.getClassSchema(), Members::converted);
    private static final StateCodec<Ban> BANS = new StateCodec<>(Ban.getClassSchema());
    private static final StateCodec<Invite> INVITES = new StateCodec<>(Invite.getClassSchema());

    private final KeyValues state;
    private final StateKeys keys;
    private final IntSupplier incarnation;
    /** The member that was read last: a decision asks for the actor several times. */
    private @Nullable String lastUser;

    private @Nullable GroupMember lastMember;

    Members(KeyValues state, StateKeys keys, IntSupplier incarnation) {
        this.state = state;
        this.keys = keys;
        this.incarnation = incarnation;
    }

    public Optional<GroupMember> find(String user) {
        if (!user.equals(lastUser)) {
            lastMember = MEMBERS.read(state.get(keys.of('M', user)));
            lastUser = user;
        }
        return Optional.ofNullable(lastMember).filter(this::isPresent);
    }

    /** A mute from before the member left still holds. */
    public void add(String user, MemberRole role, long joinedSeq) {
        var before =
                Optional.ofNullable(MEMBERS.read(state.get(keys.of('L', user)))).filter(this::isPresent);
        var mutedUntil = before.map(GroupMember::getMutedUntil).orElse(0L);
        var lastPostAt = before.map(GroupMember::getLastPostAt).orElse(0L);
        set(user, new GroupMember(role.name(), joinedSeq, incarnation.getAsInt(), mutedUntil, lastPostAt));
        state.delete(keys.of('L', user));
    }

    public void set(String user, GroupMember member) {
        lastUser = null;
        state.put(keys.of('M', user), MEMBERS.write(member));
    }

    public void remove(String user) {
        find(user)
                .filter(member -> member.getMutedUntil() > 0 || member.getLastPostAt() > 0)
                .ifPresent(member -> state.put(keys.of('L', user), MEMBERS.write(member)));
        lastUser = null;
        state.delete(keys.of('M', user));
    }

    private boolean isPresent(GroupMember member) {
        return member.getIncarnation() == incarnation.getAsInt();
    }

    /** @param now partition time in milliseconds */
    public boolean isBanned(String user, long now) {
        return ban(user).filter(ban -> now < ban.getUntil()).isPresent();
    }

    /** @param until in milliseconds of partition time, or {@link #NO_END} */
    public void setBan(String user, long until, @Nullable String reason) {
        state.put(keys.of('B', user), BANS.write(new Ban(until, incarnation.getAsInt(), reason)));
    }

    public void removeBan(String user) {
        state.delete(keys.of('B', user));
    }

    /** A ban, over or not. */
    public Optional<Ban> ban(String user) {
        return Optional.ofNullable(BANS.read(state.get(keys.of('B', user))))
                .filter(ban -> ban.getIncarnation() == incarnation.getAsInt());
    }

    /** An invite that was neither revoked nor used up; its time may be over. */
    public Optional<Invite> invite(String id) {
        return Optional.ofNullable(INVITES.read(state.get(keys.of('I', id))))
                .filter(invite -> invite.getIncarnation() == incarnation.getAsInt());
    }

    /**
     * @param uses or {@link #ANY_NUMBER}
     * @param expiresAt in milliseconds of partition time, or {@link #NO_END}
     */
    public void setInvite(String id, long uses, long expiresAt) {
        state.put(keys.of('I', id), INVITES.write(new Invite(uses, expiresAt, incarnation.getAsInt())));
    }

    public void removeInvite(String id) {
        state.delete(keys.of('I', id));
    }

    /** Whether the group may have one more invite. At the limit, expired invites are removed first. */
    public boolean hasRoomForInvite(long now) {
        var begin = keys.of('I');
        var end = begin.clone();
        end[end.length - 1]++;
        var stored = state.first(begin, end, MAX_INVITES);
        if (stored.size() < MAX_INVITES) {
            return true;
        }
        var over = stored.stream().filter(entry -> isOver(entry, now)).toList();
        over.forEach(entry -> state.delete(entry.key()));
        return !over.isEmpty();
    }

    private boolean isOver(KeyValues.Entry stored, long now) {
        var invite = Objects.requireNonNull(INVITES.read(stored.value()));
        return invite.getExpiresAt() <= now || invite.getIncarnation() != incarnation.getAsInt();
    }

    private static GroupMember converted(GroupMemberV1 before) {
        return new GroupMember(before.getRole(), before.getJoinedSeq(), before.getIncarnation(), 0L, 0L);
    }
}
