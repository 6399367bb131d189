package dev.parley.topologies.conversation.messages;

import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.PostMessage;
import dev.parley.schemas.content.MessageKinds;
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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A member sends a message, perhaps in answer to another one, perhaps into a thread, which then has one more reply. */
public final class PostMessageHandler implements Replayable<PostMessage> {
    @Override
    public Verdict decide(DecisionContext context, PostMessage post, ConversationState state) {
        var refusal = refusalOf(context, post, state);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        state.notePost(context);
        return new Accepted(events(context, post, state));
    }

    private static List<EventDraft> events(DecisionContext context, PostMessage post, ConversationState state) {
        var mentionsAll = Mentions.areAll(post.getContent(), context, state);
        var parentId = post.getParentId();
        if (parentId == null) {
            return List.of(created(context, post, null, mentionsAll));
        }
        var parent = state.messages().find(parentId, context).orElseThrow();
        return List.of(
                created(context, post, parent.getSeq(), mentionsAll),
                ThreadEvents.replied(context, parentId, parent, state));
    }

    /** The seq of a thread's first message, and who may mention everybody, are known to the state alone. */
    @Override
    public boolean isReplayable(PostMessage post) {
        return post.getParentId() == null && !Mentions.nameAll(post.getContent());
    }

    @Override
    public EventDraft event(DecisionContext context, PostMessage post) {
        return created(context, post, null, false);
    }

    private static EventDraft created(
            DecisionContext context, PostMessage post, @Nullable Long parentSeq, boolean mentionsAll) {
        var id = context.newMessageId();
        var created = new MessageCreated(
                id,
                post.getKind(),
                post.getParentId(),
                post.getReplyToId(),
                expiresAt(context, post),
                parentSeq,
                mentionsAll);
        return EventDraft.message(id, created, post.getContent(), factOf(context, post));
    }

    private static @Nullable Instant expiresAt(DecisionContext context, PostMessage post) {
        var seconds = post.getExpiresInSeconds();
        return seconds == null ? null : Instant.ofEpochMilli(context.now()).plusSeconds(seconds);
    }

    private static MessageFact factOf(DecisionContext context, PostMessage post) {
        var needsFile = MessageKinds.needsFile(post.getKind());
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
                needsFile,
                end,
                end,
                MessageKinds.mayLackText(post.getKind()));
    }

    /** Why the actor may not send this now; empty where it may. */
    static Optional<Rejected> refusalOf(DecisionContext context, PostMessage post, ConversationState state) {
        return state.writeRefusal(context, ErrorCode.GROUP_NOT_FOUND)
                .map(Rejected::new)
                .or(() -> state.pause(context).map(left -> new Rejected(ErrorCode.SLOW_MODE, left)))
                .or(() -> referenceRefusal(context, post, state).map(Rejected::new));
    }

    private static Optional<ErrorCode> referenceRefusal(
            DecisionContext context, PostMessage post, ConversationState state) {
        return stands(post.getReplyToId(), context, state)
                ? parentRefusal(post.getParentId(), context, state)
                : Optional.of(ErrorCode.REPLY_TO_UNKNOWN);
    }

    private static Optional<ErrorCode> parentRefusal(
            @Nullable String parentId, DecisionContext context, ConversationState state) {
        if (!stands(parentId, context, state)) {
            return Optional.of(ErrorCode.PARENT_UNKNOWN);
        }
        var isReply = parentId != null
                && state.messages()
                        .find(parentId, context)
                        .filter(parent -> parent.getParentId() != null)
                        .isPresent();
        return isReply ? Optional.of(ErrorCode.PARENT_IS_REPLY) : Optional.empty();
    }

    private static boolean stands(@Nullable String messageId, DecisionContext context, ConversationState state) {
        return messageId == null
                || state.messages()
                        .find(messageId, context)
                        .filter(message -> !message.getDeleted())
                        .isPresent();
    }
}
