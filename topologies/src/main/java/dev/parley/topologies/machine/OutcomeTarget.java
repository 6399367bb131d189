package dev.parley.topologies.machine;

import dev.parley.schemas.ReplyAddress;
import org.jspecify.annotations.Nullable;

/** What of an action its outcome must name: the conversation, or {@code u:{user}}, and where the answer is awaited. */
public record OutcomeTarget(
        String tenant,
        String resource,
        String actionId,
        @Nullable ReplyAddress replyTo) {}
