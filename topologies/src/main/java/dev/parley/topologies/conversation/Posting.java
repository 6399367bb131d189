package dev.parley.topologies.conversation;

import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.PostMessage;
import dev.parley.schemas.Target;
import dev.parley.topologies.conversation.Rules.Question;
import dev.parley.topologies.conversation.Verdict.Draft;
import dev.parley.topologies.conversation.Verdict.Happens;
import dev.parley.topologies.conversation.Verdict.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who may say something, and in answer to what. */
final class Posting {
    private Posting() {}

    static Verdict decide(Question question, PostMessage post, ConversationState state) {
        var refusal = refusalOf(question, post, state);
        return refusal == null ? new Happens(List.of(draft(question, post))) : new Refused(refusal);
    }

    /** The event of a message that was allowed: depends on nothing but the action and its time. */
    static Draft draft(Question question, PostMessage post) {
        var id = MessageIds.of(question.now(), question.identity());
        return new Draft(
                new MessageCreated(id, post.getKind(), post.getParentId(), post.getReplyToId()), post.getContent());
    }

    private static @Nullable ConversationRefusal refusalOf(
            Question question, PostMessage post, ConversationState state) {
        var refusal = membershipRefusal(question, state);
        if (refusal != null) {
            return refusal;
        }
        if (!isKnown(post.getReplyToId(), question, state)) {
            return ConversationRefusal.REPLY_TO_UNKNOWN;
        }
        return isKnown(post.getParentId(), question, state) ? null : ConversationRefusal.PARENT_UNKNOWN;
    }

    private static @Nullable ConversationRefusal membershipRefusal(Question question, ConversationState state) {
        var conversation = question.action().getConversation();
        if (conversation.startsWith("d:")) {
            return isOneOfTwo(question.actor(), conversation) ? null : ConversationRefusal.NOT_A_MEMBER;
        }
        var head = state.head();
        if (head == null) {
            return ConversationRefusal.GROUP_NOT_FOUND;
        }
        return state.member(question.actor(), head.getIncarnation()) == null ? ConversationRefusal.NOT_A_MEMBER : null;
    }

    /** Ids contain no colon, so the name of a direct conversation says who its two members are. */
    private static boolean isOneOfTwo(String actor, String conversation) {
        var between = conversation.indexOf(':', 2);
        return between > 0
                && (conversation.substring(2, between).equals(actor)
                        || conversation.substring(between + 1).equals(actor));
    }

    private static boolean isKnown(@Nullable String messageId, Question question, ConversationState state) {
        if (messageId == null || state.fact(messageId, question.now()) != null) {
            return true;
        }
        var action = question.action();
        return isAbout(action.getTarget(), messageId) || isAbout(action.getParentTarget(), messageId);
    }

    private static boolean isAbout(@Nullable Target target, String messageId) {
        return target != null && target.getMessageId().equals(messageId);
    }
}
