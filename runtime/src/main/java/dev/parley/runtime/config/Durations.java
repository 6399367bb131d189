package dev.parley.runtime.config;

import java.time.Duration;
import java.util.Locale;

/** Reads durations as people write them. */
final class Durations {
    private Durations() {}

    static Duration parse(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("p")) {
            return Duration.parse(text);
        }
        if (lower.endsWith("ms")) {
            return Duration.ofMillis(Long.parseLong(lower.substring(0, lower.length() - 2)));
        }
        return Duration.parse((lower.endsWith("d") ? "P" : "PT") + lower);
    }
}
