package dev.parley.bench.bars;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalDouble;

/**
 * What one run left behind.
 *
 * @param file its name
 */
record Result(String file, JsonNode json) {
    private static final double LEAST_SECONDS = 30;

    /** By this the newer of two results is known: run ids begin with the time. */
    String runId() {
        return json.path("settings").path("runId").asText();
    }

    String scenario() {
        return json.path("scenario").asText();
    }

    /** Empty where it is Parley itself. */
    String peer() {
        var platform = json.path("platform").asText("parley");
        return platform.equals("parley") ? "" : platform;
    }

    String commit() {
        return json.path("machine").path("commit").asText("unknown");
    }

    /** Whether the ledger check passed, and the generator kept its times. */
    boolean hasFigure() {
        return json.path("isClean").asBoolean() && !isVoid();
    }

    boolean isVoid() {
        return json.path("isVoid").asBoolean();
    }

    /** Whether it was measured for long enough to say anything; runs of something else than time are. */
    boolean isLong() {
        return !(setting("durationSeconds") < LEAST_SECONDS);
    }

    String ledger() {
        if (!json.path("isClean").asBoolean()) {
            return "failed";
        }
        return isVoid() ? "clean, but void" : "clean";
    }

    double setting(String name) {
        return json.path("settings").path(name).asDouble(Double.NaN);
    }

    /** Warm-up and measured time, in seconds. */
    String length() {
        var settings = json.path("settings");
        return settings.has("durationSeconds")
                ? settings.path("warmUpSeconds").asLong() + " + "
                        + settings.path("durationSeconds").asLong() + " s"
                : "";
    }

    /** @param pointer as in RFC 6901 */
    OptionalDouble number(String pointer) {
        var found = json.at(pointer);
        return found.isNumber() ? OptionalDouble.of(found.asDouble()) : OptionalDouble.empty();
    }
}
