package dev.parley.edge.log;

import dev.parley.schemas.Action;
import dev.parley.schemas.ActorFacts;
import dev.parley.schemas.ReplyAddress;
import dev.parley.schemas.Target;
import dev.parley.schemas.errors.ErrorCode;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * An action on a conversation before it is appended: all of {@link Action} but the address of its outcome.
 *
 * @param refusal what the conversation refuses a new action with; a retry gets its first answer all the same
 * @param body one of the branches of the action's body
 */
public record ActionDraft(
        String tenant,
        String conversation,
        String actor,
        String actionId,
        @Nullable Instant clientAt,
        @Nullable ActorFacts actorFacts,
        @Nullable Target target,
        @Nullable Target parentTarget,
        @Nullable ErrorCode refusal,
        SpecificRecord body) {

    /** Without targets. */
    public static ActionDraft of(
            String tenant, String conversation, String actor, String actionId, SpecificRecord body) {
        return new ActionDraft(tenant, conversation, actor, actionId, null, null, null, null, null, body);
    }

    public ActionDraft withActorFacts(ActorFacts facts) {
        return new ActionDraft(
                tenant, conversation, actor, actionId, clientAt, facts, target, parentTarget, refusal, body);
    }

    public ActionDraft withTarget(@Nullable Target found) {
        return new ActionDraft(
                tenant, conversation, actor, actionId, clientAt, actorFacts, found, parentTarget, refusal, body);
    }

    public ActionDraft withParentTarget(@Nullable Target found) {
        return new ActionDraft(
                tenant, conversation, actor, actionId, clientAt, actorFacts, target, found, refusal, body);
    }

    /** The first refusal stays. */
    public ActionDraft withRefusal(@Nullable ErrorCode code) {
        return refusal != null
                ? this
                : new ActionDraft(
                        tenant, conversation, actor, actionId, clientAt, actorFacts, target, parentTarget, code, body);
    }

    public Action toAction(ReplyAddress replyTo) {
        return Action.newBuilder()
                .setTenant(tenant)
                .setConversation(conversation)
                .setActor(actor)
                .setActionId(actionId)
                .setReplyTo(replyTo)
                .setClientAt(clientAt)
                .setActorFacts(actorFacts)
                .setTarget(target)
                .setParentTarget(parentTarget)
                .setRefusal(refusal == null ? null : refusal.code())
                .setBody(body)
                .build();
    }
}
