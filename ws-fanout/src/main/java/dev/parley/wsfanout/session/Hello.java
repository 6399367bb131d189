package dev.parley.wsfanout.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.edge.api.Ids;
import dev.parley.edge.api.Parsed;
import dev.parley.edge.api.Problem;
import dev.parley.wsfanout.stream.ResumePoint;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/**
 * The first frame.
 *
 * @param device the client's own name for where it runs; null where it gave none
 */
record Hello(@Nullable String device, ResumePoint point) {
    static Parsed<Hello> read(JsonNode body) {
        var device = body.path("device");
        if (isGiven(device) && (!device.isTextual() || !Ids.isActionId(device.textValue()))) {
            return invalid("device", "device must be a text of 1 to 255 characters without control characters.");
        }
        var name = isGiven(device) ? device.textValue() : null;
        return switch (point(body.path("resume"))) {
            case Parsed.Valid<ResumePoint>(var point) -> new Parsed.Valid<>(new Hello(name, point));
            case Parsed.Invalid<ResumePoint>(var problem) -> new Parsed.Invalid<>(problem);
        };
    }

    private static Parsed<ResumePoint> point(JsonNode resume) {
        if (!isGiven(resume)) {
            return new Parsed.Valid<>(ResumePoint.NONE);
        }
        var listed = resume.path("conversations");
        if (!resume.isObject() || (isGiven(listed) && !listed.isObject())) {
            return invalid("resume", "resume must be {\"conversations\": {conversation: seq}}.");
        }
        var positions = new HashMap<String, Long>();
        if (isGiven(listed)) {
            for (var entry : listed.properties()) {
                var seq = entry.getValue();
                if (!seq.isIntegralNumber() || !seq.canConvertToLong() || seq.longValue() < 0) {
                    return invalid("resume", "A position must be a whole number from 0.");
                }
                positions.put(entry.getKey(), seq.longValue());
            }
        }
        return new Parsed.Valid<>(ResumePoint.at(positions));
    }

    private static boolean isGiven(JsonNode node) {
        return !node.isMissingNode() && !node.isNull();
    }

    private static <T> Parsed<T> invalid(String field, String detail) {
        return new Parsed.Invalid<>(Problem.at(field, "field-invalid", detail));
    }
}
