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
import dev.parley.schemas.JoinGroup;
import dev.parley.schemas.LeaveGroup;
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
import dev.parley.topologies.conversation.bans.BanUserHandler;
import dev.parley.topologies.conversation.bans.MuteMemberHandler;
import dev.parley.topologies.conversation.bans.UnbanUserHandler;
import dev.parley.topologies.conversation.bans.UnmuteMemberHandler;
import dev.parley.topologies.conversation.groups.AddMemberHandler;
import dev.parley.topologies.conversation.groups.ChangeRoleHandler;
import dev.parley.topologies.conversation.groups.CreateGroupHandler;
import dev.parley.topologies.conversation.groups.DeleteGroupHandler;
import dev.parley.topologies.conversation.groups.JoinGroupHandler;
import dev.parley.topologies.conversation.groups.LeaveGroupHandler;
import dev.parley.topologies.conversation.groups.RemoveMemberHandler;
import dev.parley.topologies.conversation.groups.TransferOwnershipHandler;
import dev.parley.topologies.conversation.groups.UpdateGroupHandler;
import dev.parley.topologies.conversation.invites.AcceptInviteHandler;
import dev.parley.topologies.conversation.invites.CreateInviteHandler;
import dev.parley.topologies.conversation.invites.RevokeInviteHandler;
import dev.parley.topologies.conversation.messages.AddReactionHandler;
import dev.parley.topologies.conversation.messages.CancelScheduledHandler;
import dev.parley.topologies.conversation.messages.DeleteMessageHandler;
import dev.parley.topologies.conversation.messages.EditMessageHandler;
import dev.parley.topologies.conversation.messages.PinMessageHandler;
import dev.parley.topologies.conversation.messages.PostMessageHandler;
import dev.parley.topologies.conversation.messages.RemoveReactionHandler;
import dev.parley.topologies.conversation.messages.ScheduleMessageHandler;
import dev.parley.topologies.conversation.messages.UnpinMessageHandler;
import dev.parley.topologies.conversation.relations.BlockUserHandler;
import dev.parley.topologies.conversation.relations.RemoveFriendHandler;
import dev.parley.topologies.conversation.relations.RequestFriendHandler;
import dev.parley.topologies.conversation.relations.UnblockUserHandler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Every kind of action that a conversation decides. */
final class ConversationHandlers {
    private static final Map<Class<?>, Entry<?>> ALL = List.of(
                    new Entry<>(CreateGroup.class, new CreateGroupHandler()),
                    new Entry<>(JoinGroup.class, new JoinGroupHandler()),
                    new Entry<>(LeaveGroup.class, new LeaveGroupHandler()),
                    new Entry<>(UpdateGroup.class, new UpdateGroupHandler()),
                    new Entry<>(DeleteGroup.class, new DeleteGroupHandler()),
                    new Entry<>(AddMember.class, new AddMemberHandler()),
                    new Entry<>(RemoveMember.class, new RemoveMemberHandler()),
                    new Entry<>(ChangeRole.class, new ChangeRoleHandler()),
                    new Entry<>(TransferOwnership.class, new TransferOwnershipHandler()),
                    new Entry<>(BanUser.class, new BanUserHandler()),
                    new Entry<>(UnbanUser.class, new UnbanUserHandler()),
                    new Entry<>(MuteMember.class, new MuteMemberHandler()),
                    new Entry<>(UnmuteMember.class, new UnmuteMemberHandler()),
                    new Entry<>(CreateInvite.class, new CreateInviteHandler()),
                    new Entry<>(RevokeInvite.class, new RevokeInviteHandler()),
                    new Entry<>(AcceptInvite.class, new AcceptInviteHandler()),
                    new Entry<>(PostMessage.class, new PostMessageHandler()),
                    new Entry<>(ScheduleMessage.class, new ScheduleMessageHandler()),
                    new Entry<>(CancelScheduled.class, new CancelScheduledHandler()),
                    new Entry<>(EditMessage.class, new EditMessageHandler()),
                    new Entry<>(DeleteMessage.class, new DeleteMessageHandler()),
                    new Entry<>(AddReaction.class, new AddReactionHandler()),
                    new Entry<>(RemoveReaction.class, new RemoveReactionHandler()),
                    new Entry<>(PinMessage.class, new PinMessageHandler()),
                    new Entry<>(UnpinMessage.class, new UnpinMessageHandler()),
                    new Entry<>(BlockUser.class, new BlockUserHandler()),
                    new Entry<>(UnblockUser.class, new UnblockUserHandler()),
                    new Entry<>(RequestFriend.class, new RequestFriendHandler()),
                    new Entry<>(RemoveFriend.class, new RemoveFriendHandler()))
            .stream()
            .collect(Collectors.toUnmodifiableMap(Entry::body, entry -> entry));

    private ConversationHandlers() {}

    /** A kind of body and its handler. */
    record Entry<B>(Class<B> body, ActionHandler<B> handler) {
        Verdict decide(DecisionContext context, ConversationState state) {
            return handler.decide(context, body.cast(context.action().getBody()), state);
        }

        boolean isReplayable(DecisionContext context) {
            return handler instanceof Replayable<B> replayable
                    && replayable.isReplayable(body.cast(context.action().getBody()));
        }

        /** The event of a replayable action. */
        Optional<EventDraft> event(DecisionContext context) {
            return handler instanceof Replayable<B> replayable
                    ? Optional.of(
                            replayable.event(context, body.cast(context.action().getBody())))
                    : Optional.empty();
        }
    }

    /** Empty for a body that this version does not know. */
    static Optional<Entry<?>> of(Object body) {
        return Optional.ofNullable(ALL.get(body.getClass()));
    }

    /** What can be asked. */
    static Set<Class<?>> bodies() {
        return ALL.keySet();
    }
}
