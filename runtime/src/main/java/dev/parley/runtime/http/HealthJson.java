package dev.parley.runtime.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.runtime.service.Health;
import java.io.IOException;
import java.util.Map;

/** Readiness as JSON: whether the process is ready, and each part of it with the reason. */
public final class HealthJson {
    private HealthJson() {}

    /** Writes the fields {@code ready} and {@code parts}. */
    public static void write(JsonGenerator json, Map<String, Health.State> parts) throws IOException {
        json.writeBooleanField("ready", isReady(parts));
        json.writeObjectFieldStart("parts");
        for (var part : parts.entrySet()) {
            json.writeObjectFieldStart(part.getKey());
            json.writeBooleanField("ready", part.getValue().isReady());
            json.writeStringField("detail", part.getValue().detail());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    static boolean isReady(Map<String, Health.State> parts) {
        return parts.values().stream().allMatch(Health.State::isReady);
    }
}
