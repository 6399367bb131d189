package dev.parley.wsfanout.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.edge.api.Parsed;
import dev.parley.edge.api.Problem;
import dev.parley.schemas.errors.ErrorCode;
import java.util.HashMap;
import java.util.Map;

/**
 * The positions in one frame: {@code {"conversations": {conversation: seq}, "more": true|false}}.
 *
 * @param hasMore whether resume frames with other positions follow
 */
record ResumePart(Map<String, Long> positions, boolean hasMore) {
    /** @param field names the object in errors */
    static Parsed<ResumePart> read(JsonNode object, String field) {
        var listed = object.path("conversations");
        var more = object.path("more");
        if (!object.isObject() || (isGiven(listed) && !listed.isObject()) || (isGiven(more) && !more.isBoolean())) {
            return invalid(
                    field, field + " must hold \"conversations\": {conversation: seq}, and \"more\": true or false.");
        }
        var positions = new HashMap<String, Long>();
        if (isGiven(listed)) {
            for (var entry : listed.properties()) {
                var seq = entry.getValue();
                if (!seq.isIntegralNumber() || !seq.canConvertToLong() || seq.longValue() < 0) {
                    return invalid(field, "A position must be a whole number from 0.");
                }
                if (!Utf16.isWellFormed(entry.getKey())) {
                    return invalid(field, "The name of a conversation holds an unpaired surrogate.");
                }
                positions.put(entry.getKey(), seq.longValue());
            }
        }
        return new Parsed.Valid<>(new ResumePart(positions, more.asBoolean()));
    }

    static boolean isGiven(JsonNode node) {
        return !node.isMissingNode() && !node.isNull();
    }

    private static <T> Parsed<T> invalid(String field, String detail) {
        return new Parsed.Invalid<>(Problem.at(field, ErrorCode.FIELD_INVALID, detail));
    }
}
