package dev.parley.edge.api;

import dev.parley.edge.api.Parsed.Invalid;
import dev.parley.edge.api.Parsed.Valid;
import dev.parley.schemas.Target;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
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

    /** What goes on the action; each null where the conversation knows by itself. */
    record Stamps(@Nullable Target target, @Nullable Target parentTarget) {}

    /** Whether the store has to be asked. */
    boolean areAskedFor(SendMessage message) {
        return isOld(message.replyToId()) || isOld(message.parentId());
    }

    Parsed<Stamps> stampsOf(String tenant, String conversation, SendMessage message) {
        var replyTo = targetOf(tenant, conversation, message.replyToId(), "reply-to-unknown", "replyToId");
        if (replyTo instanceof Invalid<Optional<Target>>(var problem)) {
            return new Invalid<>(problem);
        }
        var isAboutOne = message.parentId() != null && message.parentId().equals(message.replyToId());
        var parent =
                isAboutOne ? replyTo : targetOf(tenant, conversation, message.parentId(), "parent-unknown", "parentId");
        return switch (parent) {
            case Invalid<Optional<Target>>(var problem) -> new Invalid<>(problem);
            case Valid<Optional<Target>>(var target) ->
                new Valid<>(new Stamps(found(replyTo), isAboutOne ? null : target.orElse(null)));
        };
    }

    private static @Nullable Target found(Parsed<Optional<Target>> parsed) {
        return parsed instanceof Valid<Optional<Target>>(var target) ? target.orElse(null) : null;
    }

    private Parsed<Optional<Target>> targetOf(
            String tenant, String conversation, @Nullable String messageId, String code, String field) {
        if (messageId == null || !isOld(messageId)) {
            return new Valid<>(Optional.empty());
        }
        return switch (targets.find(tenant, conversation, messageId)) {
            case TargetLookup.Known(var target) -> new Valid<>(Optional.of(target));
            case TargetLookup.Missing _ ->
                new Invalid<>(Problem.at(field, code, "There is no such message in this conversation."));
            case TargetLookup.Unavailable _ ->
                new Invalid<>(
                        new Problem(503, "store-unavailable", "The store does not answer now.", null, RETRY_AFTER));
        };
    }

    /** An id without a time cannot be recent: the conversation gives its own ids one. */
    private boolean isOld(@Nullable String messageId) {
        return messageId != null
                && UuidV7.timeOf(messageId)
                        .map(at -> at.isBefore(clock.instant().minus(REMEMBERED)))
                        .orElse(true);
    }
}
