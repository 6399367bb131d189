package dev.parley.edge.command;

import dev.parley.schemas.Target;
import org.jspecify.annotations.Nullable;

/** Finds older messages in the stored events; the service answers from its read model. May block. */
public interface TargetLookup {
    /** What was found. */
    sealed interface Found {}

    /** A message of that conversation, deleted ones included. */
    record Known(String conversation, Target target) implements Found {}

    /** No such message. */
    record Missing() implements Found {}

    /** The store does not answer now. */
    record Unavailable() implements Found {}

    /**
     * Looks for a message.
     *
     * @param user whose reaction to it is of interest
     * @param emoji of that reaction; null where none is of interest
     */
    Found find(String tenant, String messageId, @Nullable String user, @Nullable String emoji);
}
