package dev.parley.runtime.config;

import java.time.Duration;
import java.util.Locale;

/** Reads durations as people write them. */
final class Durations {
    private Durations() {}

    static Duration parse(String text) {
        var duration = parseAny(text.toLowerCase(Locale.ROOT));
        if (duration.isNegative()) {
            throw new IllegalArgumentException(text);
        }
        return duration;
    }

    /** The shortest text that reads back as the same duration. */
    static String format(Duration duration) {
        return duration.toString().replaceFirst("^PT", "").toLowerCase(Locale.ROOT);
    }

    private static Duration parseAny(String text) {
        if (text.startsWith("p")) {
            return Duration.parse(text);
        }
        if (text.endsWith("ms")) {
            return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
        }
        return Duration.parse((text.endsWith("d") ? "P" : "PT") + text);
    }
}
