package dev.parley.topologies.conversation;

import dev.parley.schemas.AcceptInvite;
import dev.parley.schemas.AddMember;
import dev.parley.schemas.AddReaction;
import dev.parley.schemas.BanUser;
import dev.parley.schemas.BlockUser;
import dev.parley.schemas.CancelScheduled;
import dev.parley.schemas.ChangeRole;
import dev.parley.schemas.CreateGroup;
import dev.parley.schemas.CreateInvite;
import dev.parley.schemas.DeleteGroup;
import dev.parley.schemas.DeleteMessage;
import dev.parley.schemas.EditMessage;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.JoinGroup;
import dev.parley.schemas.LeaveGroup;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MuteMember;
import dev.parley.schemas.PinMessage;
import dev.parley.schemas.PostMessage;
import dev.parley.schemas.RemoveFriend;
import dev.parley.schemas.RemoveMember;
import dev.parley.schemas.RemoveReaction;
import dev.parley.schemas.RequestFriend;
import dev.parley.schemas.RevokeInvite;
import dev.parley.schemas.ScheduleMessage;
import dev.parley.schemas.TransferOwnership;
import dev.parley.schemas.UnbanUser;
import dev.parley.schemas.UnblockUser;
import dev.parley.schemas.UnmuteMember;
import dev.parley.schemas.UnpinMessage;
import dev.parley.schemas.UpdateGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** A sample of every action, some of them on targets of several roles. */
final class PermissionSamples {
    static final List<Sample> ALL = List.of(
            new Sample("create the group", _ -> createGroup()),
            new Sample("change what the group shows", _ -> update()),
            new Sample("delete the group", _ -> new DeleteGroup()),
            new Sample("transfer the group to a participant", at -> new TransferOwnership(at.participant())),
            new Sample("join", _ -> new JoinGroup(null)),
            new Sample("leave", _ -> new LeaveGroup()),
            new Sample("add a participant", at -> new AddMember(at.newcomer(), MemberRole.PARTICIPANT)),
            new Sample("add a moderator", at -> new AddMember(at.newcomer(), MemberRole.MODERATOR)),
            new Sample("add an admin", at -> new AddMember(at.newcomer(), MemberRole.ADMIN)),
            new Sample("remove a participant", at -> new RemoveMember(at.participant())),
            new Sample("remove a moderator", at -> new RemoveMember(at.moderator())),
            new Sample("remove an admin", at -> new RemoveMember(at.admin())),
            new Sample("make a participant a moderator", at -> new ChangeRole(at.participant(), MemberRole.MODERATOR)),
            new Sample("make a participant an admin", at -> new ChangeRole(at.participant(), MemberRole.ADMIN)),
            new Sample("make a moderator a participant", at -> new ChangeRole(at.moderator(), MemberRole.PARTICIPANT)),
            new Sample("make an admin a participant", at -> new ChangeRole(at.admin(), MemberRole.PARTICIPANT)),
            new Sample("ban a stranger", at -> new BanUser(at.newcomer(), null, null)),
            new Sample("ban a participant", at -> new BanUser(at.participant(), null, null)),
            new Sample("ban a moderator", at -> new BanUser(at.moderator(), null, null)),
            new Sample("ban an admin", at -> new BanUser(at.admin(), null, null)),
            new Sample("lift a ban", at -> new UnbanUser(at.outlaw())),
            new Sample("mute a participant", at -> new MuteMember(at.participant(), null)),
            new Sample("mute a moderator", at -> new MuteMember(at.moderator(), null)),
            new Sample("mute an admin", at -> new MuteMember(at.admin(), null)),
            new Sample("unmute a participant", at -> new UnmuteMember(at.silenced())),
            new Sample("make an invite", _ -> new CreateInvite(null, null)),
            new Sample("revoke an invite", at -> new RevokeInvite(at.invite())),
            new Sample("accept an invite", at -> new AcceptInvite(at.invite())),
            new Sample("send a message", _ -> text()),
            new Sample("edit an own message", at -> edit(at.ownMessage())),
            new Sample("edit another's message", at -> edit(at.othersMessage())),
            new Sample("delete an own message", at -> new DeleteMessage(at.ownMessage())),
            new Sample("delete another's message", at -> new DeleteMessage(at.othersMessage())),
            new Sample("pin a message", at -> new PinMessage(at.othersMessage())),
            new Sample("unpin a message", at -> new UnpinMessage(at.pinnedMessage())),
            new Sample("react", at -> new AddReaction(at.othersMessage(), "👍")),
            new Sample("take a reaction back", at -> new RemoveReaction(at.othersMessage(), Situation.REACTION)),
            new Sample("schedule a message", at -> new ScheduleMessage(later(at), text())),
            new Sample("cancel an own scheduled message", at -> new CancelScheduled(at.ownScheduled())),
            new Sample("block the other", at -> new BlockUser(at.other())),
            new Sample("unblock the other", at -> new UnblockUser(at.other())),
            new Sample("ask the other to be friends", at -> new RequestFriend(at.other())),
            new Sample("take a request or a friendship back", at -> new RemoveFriend(at.other())));

    private PermissionSamples() {}

    /** @param body asked by the situation's actor */
    record Sample(String what, Function<Situation, Object> body) {}

    static PostMessage text() {
        return PostMessage.newBuilder().setContent(content("hi")).build();
    }

    static Instant later(Situation at) {
        return Instant.ofEpochMilli(at.now()).plus(Duration.ofHours(1));
    }

    private static CreateGroup createGroup() {
        return CreateGroup.newBuilder()
                .setName("The team")
                .setAccess(GroupAccess.PUBLIC)
                .build();
    }

    private static UpdateGroup update() {
        return UpdateGroup.newBuilder()
                .setFields(List.of("name"))
                .setName("Another name")
                .build();
    }

    private static EditMessage edit(String message) {
        return new EditMessage(message, List.of("text"), content("changed"), null);
    }

    private static MessageContent content(String text) {
        return MessageContent.newBuilder().setText(text).build();
    }
}
