package dev.parley.edge.command;

import dev.parley.schemas.Target;

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

    Found find(String tenant, String messageId);
}
