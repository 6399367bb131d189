package dev.parley.edge.command;

import dev.parley.schemas.Target;

/** Finds older messages in the stored events; the service answers from its read model. May block. */
public interface TargetLookup {
    /** What was found. */
    sealed interface Found {}

    record Known(Target target) implements Found {}

    /** No such message in that conversation, or none any more. */
    record Missing() implements Found {}

    /** The store does not answer now. */
    record Unavailable() implements Found {}

    Found find(String tenant, String conversation, String messageId);
}
