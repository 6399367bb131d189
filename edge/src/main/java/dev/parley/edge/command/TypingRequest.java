package dev.parley.edge.command;

import dev.parley.edge.api.ConversationId;
import dev.parley.edge.api.Fields;
import dev.parley.edge.api.Parsed;
import dev.parley.schemas.Ephemeral;
import dev.parley.schemas.Typing;
import dev.parley.schemas.errors.ErrorCode;
import java.util.Objects;

/** A user writes in a conversation, or has stopped: the body of a REST call, or a frame {@code typing}. */
public record TypingRequest(ConversationId conversation, boolean isOn) {
    private static final String ON = "on";

    /** {@code {conversation, on}}. */
    public static Parsed<TypingRequest> parse(Fields fields) {
        var conversation = ConversationField.required(fields);
        var isOn = fields.flag(ON);
        if (isOn == null) {
            fields.fault(ON, ErrorCode.FIELD_MISSING, "on is required: true while the user writes, false afterwards.");
        }
        return fields.result(() -> new TypingRequest(conversation.orElseThrow(), Objects.requireNonNull(isOn)));
    }

    /** As the log is to have it. */
    public Ephemeral signal(String tenant, String user) {
        return new Ephemeral(tenant, conversation.value(), user, new Typing(isOn));
    }
}
