package dev.parley.edge.api;

import dev.parley.schemas.Target;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Vouches for messages that an action is about and that the conversation no longer remembers. */
final class OlderMessages {
    /** The conversation remembers 24 hours; an hour less, so that none falls between. */
    private static final Duration REMEMBERED = Duration.ofHours(23);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final TargetLookup targets;
    private final InstantSource clock;

    OlderMessages(TargetLookup targets, InstantSource clock) {
        this.targets = targets;
        this.clock = clock;
    }

    /** What goes on the action. */
    record Stamp(@Nullable Target target) {}

    Parsed<Stamp> targetOf(String tenant, String conversation, SendMessage message) {
        var replyTo = stampOf(tenant, conversation, message.replyToId(), "reply-to-unknown", "replyToId");
        var isSame = message.parentId() == null || message.parentId().equals(message.replyToId());
        if (replyTo instanceof Parsed.Invalid<Stamp> || isSame) {
            return replyTo;
        }
        var parent = stampOf(tenant, conversation, message.parentId(), "parent-unknown", "parentId");
        return parent instanceof Parsed.Valid<Stamp>(var stamp) && stamp.target() == null ? replyTo : parent;
    }

    private Parsed<Stamp> stampOf(
            String tenant, String conversation, @Nullable String messageId, String code, String field) {
        if (messageId == null || !isOld(messageId)) {
            return new Parsed.Valid<>(new Stamp(null));
        }
        return switch (targets.find(tenant, conversation, messageId)) {
            case TargetLookup.Known(var target) -> new Parsed.Valid<>(new Stamp(target));
            case TargetLookup.Missing _ ->
                new Parsed.Invalid<>(Problem.at(field, code, "There is no such message in this conversation."));
            case TargetLookup.Unavailable _ ->
                new Parsed.Invalid<>(
                        new Problem(503, "store-unavailable", "The store does not answer now.", null, RETRY_AFTER));
        };
    }

    /** An id without a time cannot be recent: the conversation gives its own ids one. */
    private boolean isOld(String messageId) {
        return UuidV7.timeOf(messageId)
                .map(at -> at.isBefore(clock.instant().minus(REMEMBERED)))
                .orElse(true);
    }
}
