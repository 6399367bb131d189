package dev.parley.edge.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;

/** Problems as JSON: whole as {@code application/problem+json} (RFC 9457), or as fields of a frame. */
public final class ProblemJson {
    /** The media type of {@link #of}. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private ProblemJson() {}

    /** {@code {type, title, status, code, detail, field?, retryAfterMs?}}, UTF-8. */
    public static byte[] of(Problem problem) {
        return JsonText.object(json -> {
            json.writeStringField("type", "urn:parley:problem:" + problem.code());
            json.writeStringField("title", titleOf(problem.code()));
            json.writeNumberField("status", problem.status());
            writeFields(json, problem);
        });
    }

    /** {@code code, detail, field?, retryAfterMs?} into an object that was begun. */
    public static void writeFields(JsonGenerator json, Problem problem) throws IOException {
        json.writeStringField("code", problem.code());
        json.writeStringField("detail", problem.detail());
        JsonText.text(json, "field", problem.field());
        if (problem.retryAfter() != null) {
            json.writeNumberField("retryAfterMs", problem.retryAfter().toMillis());
        }
    }

    private static String titleOf(String code) {
        var words = code.replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
