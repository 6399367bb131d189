package dev.parley.topologies.conversation;

import dev.parley.schemas.errors.ErrorCode;
import dev.parley.topologies.state.MessageFact;

/** Whether the actor may do something with a message. */
public sealed interface MessageLookup {
    /** It may, as far as membership goes; the message may be deleted. */
    record Found(MessageFact message) implements MessageLookup {}

    record Refused(ErrorCode error) implements MessageLookup {}
}
