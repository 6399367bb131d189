package dev.parley.wsfanout.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.edge.api.JsonBodies;
import dev.parley.edge.api.Parsed;
import dev.parley.edge.api.Problem;
import dev.parley.schemas.errors.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * A frame as a client sent it: an object with a type.
 *
 * @param ref what the answer must carry
 */
record ClientFrame(String type, @Nullable String ref, ObjectNode body) {
    /** Longest {@code ref}, in characters. */
    private static final int MAX_REF = 255;
    /** As many positions as fit into the longest frame. */
    private static final int MAX_FIELDS = 4_900;

    static Parsed<ClientFrame> read(byte[] utf8) {
        return switch (JsonBodies.read(utf8, MAX_FIELDS)) {
            case Parsed.Invalid<ObjectNode>(var problem) -> invalid(problem.detail(), null);
            case Parsed.Valid<ObjectNode>(var body) -> of(body);
        };
    }

    private static Parsed<ClientFrame> of(ObjectNode body) {
        var ref = body.get("ref");
        if (ref != null && !ref.isNull() && (!ref.isTextual() || ref.textValue().length() > MAX_REF)) {
            return invalid("ref must be a text of at most " + MAX_REF + " characters.", "ref");
        }
        if (ref != null && ref.isTextual() && !Utf16.isWellFormed(ref.textValue())) {
            return new Parsed.Invalid<>(Problem.at("ref", ErrorCode.FIELD_INVALID, "ref holds an unpaired surrogate."));
        }
        var type = body.get("type");
        if (type == null || !type.isTextual()) {
            return invalid("type is missing: what kind of frame it is.", "type");
        }
        var refText = ref == null || ref.isNull() ? null : ref.textValue();
        return new Parsed.Valid<>(new ClientFrame(type.textValue(), refText, body));
    }

    private static Parsed<ClientFrame> invalid(String detail, @Nullable String field) {
        return new Parsed.Invalid<>(
                field == null
                        ? Problem.of(ErrorCode.FRAME_INVALID, detail)
                        : Problem.at(field, ErrorCode.FRAME_INVALID, detail));
    }
}
