package dev.parley.topologies.conversation.messages;

import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.PostMessage;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.topologies.conversation.ConversationState;
import dev.parley.topologies.conversation.DecisionContext;
import dev.parley.topologies.conversation.EventDraft;
import dev.parley.topologies.conversation.EventDraft.FactDraft;
import dev.parley.topologies.conversation.Replayable;
import dev.parley.topologies.conversation.Verdict;
import dev.parley.topologies.conversation.Verdict.Accepted;
import dev.parley.topologies.conversation.Verdict.Rejected;
import dev.parley.topologies.state.MessageFact;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A member sends a message, perhaps in answer to another one. */
public final class PostMessageHandler implements Replayable<PostMessage> {
    @Override
    public Verdict decide(DecisionContext context, PostMessage post, ConversationState state) {
        return refusalOf(context, post, state)
                .<Verdict>map(Rejected::new)
                .orElseGet(() -> Accepted.one(event(context, post)));
    }

    @Override
    public EventDraft event(DecisionContext context, PostMessage post) {
        var id = context.newMessageId();
        var created = new MessageCreated(
                id, post.getKind(), post.getParentId(), post.getReplyToId(), expiresAt(context, post));
        return EventDraft.message(id, created, post.getContent(), factOf(context, post));
    }

    private static @Nullable Instant expiresAt(DecisionContext context, PostMessage post) {
        var seconds = post.getExpiresInSeconds();
        return seconds == null ? null : Instant.ofEpochMilli(context.now()).plusSeconds(seconds);
    }

    private static MessageFact factOf(DecisionContext context, PostMessage post) {
        var expiresAt = expiresAt(context, post);
        var end = expiresAt == null ? 0L : expiresAt.toEpochMilli();
        return new MessageFact(
                context.actor(),
                FactDraft.OWN_SEQ,
                context.now(),
                0L,
                false,
                post.getParentId(),
                false,
                0,
                0L,
                0L,
                0L,
                end,
                end);
    }

    /** Why the actor may not send this now; empty where it may. */
    static Optional<ErrorCode> refusalOf(DecisionContext context, PostMessage post, ConversationState state) {
        var refusal = state.writeRefusal(context, ErrorCode.GROUP_NOT_FOUND);
        if (refusal.isPresent()) {
            return refusal;
        }
        if (!stands(post.getReplyToId(), context, state)) {
            return Optional.of(ErrorCode.REPLY_TO_UNKNOWN);
        }
        return stands(post.getParentId(), context, state) ? Optional.empty() : Optional.of(ErrorCode.PARENT_UNKNOWN);
    }

    private static boolean stands(@Nullable String messageId, DecisionContext context, ConversationState state) {
        return messageId == null
                || state.messages()
                        .find(messageId, context)
                        .filter(message -> !message.getDeleted())
                        .isPresent();
    }
}
