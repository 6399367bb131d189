package dev.parley.client.ledger;

import org.jspecify.annotations.Nullable;

/**
 * An event as a reader received it.
 *
 * @param id the id of the action behind it, null where the event says none
 * @param text what was written, null where the event carries none
 */
public record Seen(
        String conversation,
        long seq,
        String eventId,
        @Nullable String id,
        @Nullable String text) {}
