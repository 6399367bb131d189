package dev.parley.bench.options;

import java.time.Duration;
import java.util.regex.Pattern;

/** Times as people write them. */
public final class Times {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)?");

    private Times() {}

    /** @throws IllegalArgumentException a sentence for users */
    public static Duration parse(String text) {
        var matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Not a time: " + text + " (try 60s, 500ms or 5m).");
        }
        var amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case null, default -> Duration.ofSeconds(amount);
        };
    }
}
