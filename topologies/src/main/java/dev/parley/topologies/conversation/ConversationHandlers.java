package dev.parley.topologies.conversation;

import dev.parley.schemas.BlockUser;
import dev.parley.schemas.CreateGroup;
import dev.parley.schemas.DeleteMessage;
import dev.parley.schemas.EditMessage;
import dev.parley.schemas.JoinGroup;
import dev.parley.schemas.LeaveGroup;
import dev.parley.schemas.PostMessage;
import dev.parley.schemas.RemoveFriend;
import dev.parley.schemas.RequestFriend;
import dev.parley.schemas.UnblockUser;
import dev.parley.topologies.conversation.groups.CreateGroupHandler;
import dev.parley.topologies.conversation.groups.JoinGroupHandler;
import dev.parley.topologies.conversation.groups.LeaveGroupHandler;
import dev.parley.topologies.conversation.messages.DeleteMessageHandler;
import dev.parley.topologies.conversation.messages.EditMessageHandler;
import dev.parley.topologies.conversation.messages.PostMessageHandler;
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
                    new Entry<>(PostMessage.class, new PostMessageHandler()),
                    new Entry<>(EditMessage.class, new EditMessageHandler()),
                    new Entry<>(DeleteMessage.class, new DeleteMessageHandler()),
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

        boolean isReplayable() {
            return handler instanceof Replayable<B>;
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
