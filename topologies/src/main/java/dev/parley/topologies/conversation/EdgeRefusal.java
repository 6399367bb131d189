package dev.parley.topologies.conversation;

import dev.parley.schemas.errors.ErrorCode;
import java.util.Optional;

/** Refuses what the edge found to be impossible now. Only a new action comes here, so a retry still gets its first answer. */
final class EdgeRefusal implements Guard {
    @Override
    public Optional<ErrorCode> refusalOf(DecisionContext context, ConversationState state) {
        return Optional.ofNullable(context.action().getRefusal())
                .map(code -> ErrorCode.find(code).orElse(ErrorCode.CONVERSATION_INVALID));
    }
}
