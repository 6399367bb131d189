package dev.parley.readmodel.write;

import java.util.Locale;

/** The beginning of a name in lower case: what people type to find somebody. */
public final class NameKeys {
    private static final int MAX_CHARACTERS = 64;

    private NameKeys() {}

    /** At most 64 characters. */
    public static String of(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.codePointCount(0, lower.length()) <= MAX_CHARACTERS
                ? lower
                : lower.substring(0, lower.offsetByCodePoints(0, MAX_CHARACTERS));
    }
}
