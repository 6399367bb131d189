package dev.parley.edge.api;

import dev.parley.edge.api.OlderMessages.Stamps;
import dev.parley.edge.api.Parsed.Invalid;
import dev.parley.edge.api.Parsed.Valid;
import dev.parley.edge.directory.UserDirectory;
import dev.parley.edge.identity.Caller;
import dev.parley.schemas.Action;
import dev.parley.schemas.PostMessage;
import dev.parley.schemas.ReplyAddress;
import dev.parley.schemas.UserStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes actions of messages, once actor and receiver are known to be there, stamped with what the conversation cannot
 * know. Safe for many threads; {@link #draft} may block, so it is for virtual threads unless {@link #mayWait} says no.
 */
public final class MessageDrafts {
    /** A user may have been created on another node a moment ago. */
    private static final Duration RECEIVER_WAIT = Duration.ofMillis(500);

    private final UserDirectory users;
    private final OlderMessages older;

    public MessageDrafts(UserDirectory users, TargetLookup targets) {
        this(users, targets, InstantSource.system());
    }

    MessageDrafts(UserDirectory users, TargetLookup targets, InstantSource clock) {
        this.users = users;
        this.older = new OlderMessages(targets, clock);
    }

    /** Whether {@link #draft} may have to wait: for somebody who is not known yet, or for the store. Does not block. */
    public boolean mayWait(String tenant, SendMessage message) {
        var isReceiverKnown = switch (message.receiver()) {
            case Receiver.ToUser(var user) -> isKnown(tenant, user);
            case Receiver.ToConversation(ConversationId.Direct direct) ->
                isKnown(tenant, direct.first()) && isKnown(tenant, direct.second());
            case Receiver.ToGroup _, Receiver.ToConversation _ -> true;
        };
        return !isReceiverKnown || older.areAskedFor(message);
    }

    private boolean isKnown(String tenant, String user) {
        return users.find(tenant, user).isPresent();
    }

    public Parsed<Function<ReplyAddress, Action>> draft(Caller caller, SendMessage message, String actionId) {
        return switch (Actor.of(caller, users)) {
            case Invalid<Actor>(var problem) -> new Invalid<>(problem);
            case Valid<Actor>(var actor) -> draft(caller.tenant(), actor, message, actionId);
        };
    }

    private Parsed<Function<ReplyAddress, Action>> draft(
            String tenant, Actor actor, SendMessage message, String actionId) {
        return switch (conversation(tenant, actor.user(), message.receiver())) {
            case Invalid<String>(var problem) -> new Invalid<>(problem);
            case Valid<String>(var conversation) ->
                switch (older.stampsOf(tenant, conversation, message)) {
                    case Invalid<Stamps>(var problem) -> new Invalid<>(problem);
                    case Valid<Stamps>(var stamps) ->
                        new Valid<>(replyTo -> action(actor, message, stamps)
                                .setTenant(tenant)
                                .setConversation(conversation)
                                .setActionId(actionId)
                                .setReplyTo(replyTo)
                                .build());
                };
        };
    }

    private static Action.Builder action(Actor actor, SendMessage message, Stamps stamps) {
        return Action.newBuilder()
                .setActor(actor.user())
                .setActorFacts(actor.facts())
                .setTarget(stamps.target())
                .setParentTarget(stamps.parentTarget())
                .setBody(new PostMessage(message.kind(), message.content(), message.parentId(), message.replyToId()));
    }

    private Parsed<String> conversation(String tenant, String actor, Receiver receiver) {
        return switch (receiver) {
            case Receiver.ToGroup(var group) -> new Valid<>(Ids.group(group));
            case Receiver.ToUser(var user) -> {
                var problem = problemWith(tenant, actor, user);
                yield problem == null ? new Valid<>(Ids.direct(actor, user)) : new Invalid<>(problem);
            }
            case Receiver.ToConversation(ConversationId.Group group) -> new Valid<>(group.value());
            case Receiver.ToConversation(ConversationId.Direct direct) -> {
                if (!direct.names(actor)) {
                    yield new Invalid<>(Problem.of(404, "conversation-not-found", "There is no such conversation."));
                }
                var problem = problemWith(tenant, actor, direct.other(actor));
                yield problem == null ? new Valid<>(direct.value()) : new Invalid<>(problem);
            }
        };
    }

    private @Nullable Problem problemWith(String tenant, String actor, String receiver) {
        if (actor.equals(receiver)) {
            return new Problem(400, "receiver-is-sender", "A message goes to somebody else.", "receiver", null);
        }
        var facts = users.await(tenant, receiver, RECEIVER_WAIT);
        if (facts.isEmpty() || facts.get().status() == UserStatus.DELETED) {
            return new Problem(404, "receiver-unknown", "There is no such user.", "receiver", null);
        }
        return facts.get().status() == UserStatus.ACTIVE
                ? null
                : new Problem(409, "receiver-inactive", "The receiver is not active.", "receiver", null);
    }
}
