package dev.parley.edge.command;

import dev.parley.edge.api.ConversationId;
import dev.parley.edge.api.Fields;
import dev.parley.edge.api.Parsed;
import dev.parley.schemas.Ephemeral;
import dev.parley.schemas.Transient;
import dev.parley.schemas.errors.ErrorCode;
import java.util.Objects;

/**
 * What an application shows the members who are there, and nobody later: a frame {@code transient}.
 *
 * @param data a JSON object
 */
public record TransientRequest(ConversationId conversation, String data) {
    /** Longest data, in bytes of JSON without needless space. */
    public static final int MAX_DATA_BYTES = 4_096;

    private static final String DATA = "data";

    /** {@code {conversation, data{}}}. */
    public static Parsed<TransientRequest> parse(Fields fields) {
        var conversation = ConversationField.required(fields);
        var data = fields.object(DATA, MAX_DATA_BYTES);
        if (data == null) {
            fields.fault(DATA, ErrorCode.FIELD_MISSING, "data is required: a JSON object.");
        }
        return fields.result(() -> new TransientRequest(conversation.orElseThrow(), Objects.requireNonNull(data)));
    }

    /** As the log is to have it. */
    public Ephemeral signal(String tenant, String user) {
        return new Ephemeral(tenant, conversation.value(), user, new Transient(data));
    }
}
