package dev.parley.topologies.conversation.relations;

import dev.parley.schemas.errors.ErrorCode;
import dev.parley.topologies.conversation.ConversationState;
import dev.parley.topologies.conversation.DecisionContext;
import dev.parley.topologies.conversation.EventDraft;
import dev.parley.topologies.conversation.Relation;
import dev.parley.topologies.conversation.Relation.Side;
import dev.parley.topologies.conversation.Verdict;
import dev.parley.topologies.conversation.Verdict.Accepted;
import dev.parley.topologies.conversation.Verdict.Rejected;
import java.util.List;
import java.util.stream.Stream;

/** A change of what two users are to each other, decided in their direct conversation. */
final class RelationChange {
    private RelationChange() {}

    /** Decides for one of the two, by the relation as it is. */
    interface Decision {
        Verdict of(Side own, Relation before);
    }

    /** @param other must be the other one of the conversation */
    static Verdict decide(DecisionContext context, String other, ConversationState state, Decision decision) {
        return context.side()
                .filter(_ -> context.isWith(other))
                .map(own -> decision.of(own, state.relation()))
                .orElseGet(() -> new Rejected(ErrorCode.CONVERSATION_INVALID));
    }

    /** The relation is another one from now on. */
    static Accepted to(Relation after, ConversationState state, Object... events) {
        state.setRelation(after);
        return new Accepted(events(events));
    }

    /** Without requests and friendship. */
    static Relation unasked(Relation before) {
        return before.withAsking(Side.FIRST, false).withAsking(Side.SECOND, false);
    }

    static boolean isAsked(Relation relation) {
        return relation.asks(Side.FIRST) || relation.asks(Side.SECOND);
    }

    private static List<EventDraft> events(Object... bodies) {
        return Stream.of(bodies).map(EventDraft::of).toList();
    }
}
