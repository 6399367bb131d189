package dev.parley.wsfanout.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.edge.api.Ids;
import dev.parley.edge.api.Parsed;
import dev.parley.edge.api.Problem;
import dev.parley.schemas.errors.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The first frame.
 *
 * @param device the client's own name for where it runs; null where it gave none
 * @param resume null where the client does not resume
 */
record Hello(@Nullable String device, @Nullable ResumePart resume) {
    static Parsed<Hello> read(JsonNode body) {
        var device = body.path("device");
        if (ResumePart.isGiven(device) && (!device.isTextual() || !Ids.isActionId(device.textValue()))) {
            return new Parsed.Invalid<>(Problem.at(
                    "device",
                    ErrorCode.FIELD_INVALID,
                    "device must be a text of 1 to 255 characters without control characters."));
        }
        var name = ResumePart.isGiven(device) ? device.textValue() : null;
        var resume = body.path("resume");
        if (!ResumePart.isGiven(resume)) {
            return new Parsed.Valid<>(new Hello(name, null));
        }
        return switch (ResumePart.read(resume, "resume")) {
            case Parsed.Valid<ResumePart>(var part) -> new Parsed.Valid<>(new Hello(name, part));
            case Parsed.Invalid<ResumePart>(var problem) -> new Parsed.Invalid<>(problem);
        };
    }
}
