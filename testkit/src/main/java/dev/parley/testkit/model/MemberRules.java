package dev.parley.testkit.model;

import dev.parley.schemas.AcceptInvite;
import dev.parley.schemas.AddMember;
import dev.parley.schemas.ChangeRole;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.GroupOwnerChanged;
import dev.parley.schemas.JoinGroup;
import dev.parley.schemas.LeaveGroup;
import dev.parley.schemas.MemberAdded;
import dev.parley.schemas.MemberJoined;
import dev.parley.schemas.MemberLeft;
import dev.parley.schemas.MemberRemoved;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.MemberRoleChanged;
import dev.parley.schemas.RemoveMember;
import dev.parley.schemas.TransferOwnership;
import dev.parley.testkit.model.Conversation.Invite;
import java.util.Objects;

/** Memberships begin, change and end. */
final class MemberRules {
    private MemberRules() {}

    static void join(Asking asking, JoinGroup join) {
        var group = asking.group();
        Refusal.when(group.members.containsKey(asking.actor), "already-a-member");
        Refusal.when(group.isPrivate(), "group-not-found");
        Refusal.when(group.isBanned(asking.actor, asking.now), "banned");
        Refusal.when(
                group.access == GroupAccess.PASSWORD && !Objects.equals(group.passwordKey, join.getPasswordKey()),
                "password-wrong");
        group.enter(asking.actor, MemberRole.PARTICIPANT);
        asking.happens(new MemberJoined(asking.actor, MemberRole.PARTICIPANT, count(group), null, null));
    }

    static void accept(Asking asking, AcceptInvite accept) {
        var group = asking.in.group;
        Refusal.when(group != null && group.members.containsKey(asking.actor), "already-a-member");
        var invite = asking.in.invites.get(accept.getInviteId());
        if (group == null || invite == null || invite.incarnation() != asking.in.incarnation) {
            throw new Refusal("invite-not-found");
        }
        Refusal.when(invite.expiresAt() <= asking.now, "invite-expired");
        Refusal.when(group.isBanned(asking.actor, asking.now), "banned");
        var left = invite.usesLeft() == null ? null : (Long) (invite.usesLeft() - 1);
        if (left != null && left == 0) {
            asking.in.invites.remove(accept.getInviteId());
        } else {
            asking.in.invites.put(accept.getInviteId(), new Invite(left, invite.expiresAt(), invite.incarnation()));
        }
        group.enter(asking.actor, MemberRole.PARTICIPANT);
        asking.happens(
                new MemberJoined(asking.actor, MemberRole.PARTICIPANT, count(group), accept.getInviteId(), left));
    }

    static void leave(Asking asking, LeaveGroup leave) {
        var group = asking.group();
        asking.mustTakePart("group-not-found");
        Refusal.when(group.owner.equals(asking.actor), "owner-cannot-leave");
        group.exit(asking.actor);
        asking.happens(new MemberLeft(asking.actor, count(group)));
    }

    static void add(Asking asking, AddMember add) {
        var group = asking.groupWith(MemberRole.ADMIN);
        Refusal.when(!asking.self().isAbove(add.getRole()), "not-permitted");
        Refusal.when(group.isBanned(add.getUser(), asking.now), "banned");
        var member = group.members.get(add.getUser());
        if (member != null && member.role == add.getRole()) {
            return;
        }
        Refusal.when(member != null, "already-a-member");
        group.enter(add.getUser(), add.getRole());
        asking.happens(new MemberAdded(add.getUser(), add.getRole(), count(group)));
    }

    static void remove(Asking asking, RemoveMember remove) {
        var group = asking.groupWith(MemberRole.MODERATOR);
        lowerMember(asking, group, remove.getUser());
        group.exit(remove.getUser());
        asking.happens(new MemberRemoved(remove.getUser(), count(group)));
    }

    static void changeRole(Asking asking, ChangeRole change) {
        var group = asking.groupWith(MemberRole.ADMIN);
        var member = lowerMember(asking, group, change.getUser());
        Refusal.when(!asking.self().isAbove(change.getRole()), "not-permitted");
        if (member.role != change.getRole()) {
            member.role = change.getRole();
            asking.happens(new MemberRoleChanged(change.getUser(), change.getRole()));
        }
    }

    static void transfer(Asking asking, TransferOwnership transfer) {
        var group = asking.groupWith(MemberRole.OWNER);
        if (transfer.getTo().equals(asking.actor)) {
            return;
        }
        var heir = group.members.get(transfer.getTo());
        if (heir == null) {
            throw new Refusal("member-not-found");
        }
        asking.self().role = MemberRole.ADMIN;
        heir.role = MemberRole.OWNER;
        group.owner = transfer.getTo();
        group.version = asking.happens(new GroupOwnerChanged(transfer.getTo(), asking.actor))
                .getSeq();
    }

    /** A member of a role below the actor's. */
    static Member lowerMember(Asking asking, Group group, String user) {
        var member = group.members.get(user);
        if (member == null) {
            throw new Refusal("member-not-found");
        }
        Refusal.when(!asking.self().isAbove(member.role), "not-permitted");
        return member;
    }

    static long count(Group group) {
        return group.members.size();
    }
}
