package dev.parley.edge.command;

import dev.parley.edge.api.ConversationId;
import dev.parley.edge.api.Fields;
import dev.parley.schemas.errors.ErrorCode;
import java.util.Optional;

/** The field that names the conversation which a signal belongs to. */
final class ConversationField {
    private static final String NAME = "conversation";

    private ConversationField() {}

    /** Empty after a fault. */
    static Optional<ConversationId> required(Fields fields) {
        var conversation = ConversationId.parse(fields.requiredText(NAME, Integer.MAX_VALUE));
        if (conversation.isEmpty()) {
            fields.fault(NAME, ErrorCode.FIELD_INVALID, ConversationId.FORM);
        }
        return conversation;
    }
}
