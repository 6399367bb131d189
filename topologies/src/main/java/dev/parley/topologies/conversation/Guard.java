package dev.parley.topologies.conversation;

import dev.parley.schemas.errors.ErrorCode;
import java.util.Optional;

/** Runs before every handler: what refuses an action whatever it asks. Pure. */
interface Guard {
    Optional<ErrorCode> refusalOf(DecisionContext context, ConversationState state);
}
