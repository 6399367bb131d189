package dev.parley.testkit.model;

import dev.parley.schemas.BanUser;
import dev.parley.schemas.CreateInvite;
import dev.parley.schemas.InviteCreated;
import dev.parley.schemas.InviteRevoked;
import dev.parley.schemas.MemberBanned;
import dev.parley.schemas.MemberMuted;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.MemberUnbanned;
import dev.parley.schemas.MemberUnmuted;
import dev.parley.schemas.MuteMember;
import dev.parley.schemas.RevokeInvite;
import dev.parley.schemas.UnbanUser;
import dev.parley.schemas.UnmuteMember;
import dev.parley.testkit.model.Conversation.Invite;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who is kept out, who may not write, and how one may come in. */
final class ModerationRules {
    static final int MOST_INVITES = 100;

    private ModerationRules() {}

    static void ban(Asking asking, BanUser ban) {
        var group = over(asking, ban.getUser());
        Refusal.when(millis(ban.getUntil()) <= asking.now, "until-passed");
        var wanted = new Group.Ban(millis(ban.getUntil()), ban.getReason());
        if (wanted.equals(group.bans.put(ban.getUser(), wanted))) {
            return;
        }
        var wasMember = group.members.containsKey(ban.getUser());
        if (wasMember) {
            group.exit(ban.getUser());
        }
        var count = MemberRules.count(group);
        asking.happens(new MemberBanned(ban.getUser(), ban.getUntil(), ban.getReason(), count, wasMember));
    }

    static void unban(Asking asking, UnbanUser unban) {
        var group = over(asking, unban.getUser());
        if (group.isBanned(unban.getUser(), asking.now)) {
            group.bans.remove(unban.getUser());
            asking.happens(new MemberUnbanned(unban.getUser()));
        }
    }

    static void mute(Asking asking, MuteMember mute) {
        var group = over(asking, mute.getUser());
        Refusal.when(millis(mute.getUntil()) <= asking.now, "until-passed");
        var member = member(group, mute.getUser());
        if (member.mutedUntil != millis(mute.getUntil())) {
            member.mutedUntil = millis(mute.getUntil());
            asking.happens(new MemberMuted(mute.getUser(), mute.getUntil()));
        }
    }

    static void unmute(Asking asking, UnmuteMember unmute) {
        var member = member(over(asking, unmute.getUser()), unmute.getUser());
        if (asking.now < member.mutedUntil) {
            member.mutedUntil = 0;
            asking.happens(new MemberUnmuted(unmute.getUser()));
        }
    }

    /** The actor must be a moderator at least, and of a higher role than the user, who may be no member. */
    private static Group over(Asking asking, String user) {
        var group = asking.groupWith(MemberRole.MODERATOR);
        var member = group.members.get(user);
        Refusal.when(!asking.self().isAbove(member == null ? MemberRole.PARTICIPANT : member.role), "not-permitted");
        return group;
    }

    private static Member member(Group group, String user) {
        var member = group.members.get(user);
        if (member == null) {
            throw new Refusal("member-not-found");
        }
        return member;
    }

    static void invite(Asking asking, CreateInvite create) {
        asking.groupWith(MemberRole.ADMIN);
        var end = millis(create.getExpiresAt());
        Refusal.when(end <= asking.now, "expires-at-passed");
        mustHaveRoom(asking);
        var uses = create.getUses() == null ? null : (Long) create.getUses().longValue();
        var id = asking.chosen.invite();
        asking.in.invites.put(id, new Invite(uses, end, asking.in.incarnation));
        asking.happens(new InviteCreated(id, create.getUses(), create.getExpiresAt()));
    }

    /** Where all places are taken, invites whose time is over make room; until then their acceptance is told so. */
    private static void mustHaveRoom(Asking asking) {
        var in = asking.in;
        if (in.invites.size() < MOST_INVITES) {
            return;
        }
        var over = in.invites.entrySet().stream()
                .limit(MOST_INVITES)
                .filter(each -> each.getValue().expiresAt() <= asking.now
                        || each.getValue().incarnation() != in.incarnation)
                .toList();
        Refusal.when(over.isEmpty(), "invites-limit");
        over.forEach(each -> {
            in.forgottenInvites.put(each.getKey(), each.getValue());
            in.invites.remove(each.getKey());
        });
    }

    static void revoke(Asking asking, RevokeInvite revoke) {
        asking.groupWith(MemberRole.ADMIN);
        var invite = asking.in.invites.get(revoke.getInviteId());
        Refusal.when(invite == null || invite.incarnation() != asking.in.incarnation, "invite-not-found");
        asking.in.invites.remove(revoke.getInviteId());
        asking.happens(new InviteRevoked(revoke.getInviteId()));
    }

    private static long millis(@Nullable Instant time) {
        return time == null ? Group.NEVER : Objects.requireNonNull(time).toEpochMilli();
    }
}
