package dev.parley.edge.command;

import dev.parley.edge.api.Problem;
import dev.parley.edge.api.UuidV7;
import dev.parley.edge.log.ActionDraft;
import dev.parley.schemas.AddReaction;
import dev.parley.schemas.RemoveReaction;
import dev.parley.schemas.Target;
import dev.parley.schemas.errors.ErrorCode;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Adds to a draft the facts of messages that the conversation no longer remembers, from the store. */
final class OlderMessages {
    /** The conversation remembers 24 hours; an hour less, so that no message falls between. */
    private static final Duration REMEMBERED = Duration.ofHours(23);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final TargetLookup targets;
    private final InstantSource clock;

    OlderMessages(TargetLookup targets, InstantSource clock) {
        this.targets = targets;
        this.clock = clock;
    }

    /**
     * The draft about one message. Where the store no longer has it, the draft is to be refused.
     *
     * @param ifMissing what the conversation refuses with then
     */
    Drafted target(CommandContext context, ActionDraft draft, @Nullable String messageId, ErrorCode ifMissing) {
        return look(context, draft, messageId, ifMissing, draft::withTarget);
    }

    /** As {@link #target}, for the message whose thread the action belongs to; only where that is another one. */
    Drafted parentTarget(CommandContext context, ActionDraft draft, @Nullable String parentId) {
        return look(context, draft, parentId, ErrorCode.PARENT_UNKNOWN, draft::withParentTarget);
    }

    /**
     * A draft about a message, with the thread that it replies to where the conversation no longer remembers the message: the
     * thread is remembered at least as long as its replies. Nothing is refused where the store no longer has the thread.
     */
    Drafted threadOf(CommandContext context, Drafted drafted) {
        if (!(drafted instanceof Drafted.Ready(var draft))) {
            return drafted;
        }
        var target = draft.target();
        var parentId = target == null ? null : target.getParentId();
        if (target == null || parentId == null || !isOld(target.getMessageId())) {
            return drafted;
        }
        if (!context.mayBlock()) {
            return new Drafted.WouldBlock();
        }
        return switch (locate(draft.tenant(), parentId, draft.actor(), null)) {
            case TargetLookup.Known(var conversation, var parent)
            when conversation.equals(draft.conversation()) -> new Drafted.Ready(draft.withParentTarget(parent));
            case TargetLookup.Known _, TargetLookup.Missing _ -> drafted;
            case TargetLookup.Unavailable _ -> unavailable();
        };
    }

    private interface Stamp {
        ActionDraft on(Target found);
    }

    private Drafted look(
            CommandContext context, ActionDraft draft, @Nullable String messageId, ErrorCode ifMissing, Stamp stamp) {
        if (messageId == null || !isOld(messageId)) {
            return new Drafted.Ready(draft);
        }
        if (!context.mayBlock()) {
            return new Drafted.WouldBlock();
        }
        return switch (locate(draft.tenant(), messageId, draft.actor(), emojiOf(draft.body()))) {
            case TargetLookup.Known(var conversation, var target)
            when conversation.equals(draft.conversation()) -> new Drafted.Ready(stamp.on(target));
            case TargetLookup.Known _, TargetLookup.Missing _ -> new Drafted.Ready(draft.withRefusal(ifMissing));
            case TargetLookup.Unavailable _ -> unavailable();
        };
    }

    /** Where a message is, and what is stored of it and of a reaction to it. Blocks. */
    TargetLookup.Found locate(String tenant, String messageId, String actor, @Nullable String emoji) {
        return targets.find(tenant, messageId, actor, emoji);
    }

    /** The reaction that an action adds or removes; null where it is about none. */
    private static @Nullable String emojiOf(SpecificRecord body) {
        return switch (body) {
            case AddReaction add -> add.getEmoji();
            case RemoveReaction remove -> remove.getEmoji();
            default -> null;
        };
    }

    static Drafted unavailable() {
        return new Drafted.RefusedAtEdge(Problem.of(ErrorCode.STORE_UNAVAILABLE).retryAfter(RETRY_AFTER));
    }

    /** An id without a time cannot be recent: the conversation gives its own ids one. */
    private boolean isOld(String messageId) {
        return UuidV7.timeOf(messageId)
                .map(at -> at.isBefore(clock.instant().minus(REMEMBERED)))
                .orElse(true);
    }
}
