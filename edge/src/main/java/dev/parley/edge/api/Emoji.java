package dev.parley.edge.api;

import dev.parley.schemas.errors.ErrorCode;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The key of a reaction: one emoji in NFC without variation selectors, so that a heart is the same key with and without U+FE0F.
 * Skin tones, flags and joined emoji are keys of their own.
 */
public final class Emoji {
    /** What a key must be, for error texts. */
    public static final String FORM = "one emoji.";

    /** Longest key, in bytes of UTF-8: twice what the longest known emoji needs. */
    private static final int MAX_BYTES = 64;

    private static final Pattern VARIATION_SELECTORS = Pattern.compile("[\\x{FE0E}\\x{FE0F}]");

    /** By the grammar of UTS #51, which leaves no place for invisible characters that would make equal emoji differ. */
    private static final Pattern ONE = one();

    private Emoji() {}

    private static Pattern one() {
        var tags = "[\\x{E0020}-\\x{E007E}]+\\x{E007F}";
        var element = "\\p{IsExtended_Pictographic}(?:\\p{IsEmoji_Modifier}|" + tags + ")?";
        var flag = "[\\x{1F1E6}-\\x{1F1FF}]{2}";
        var keycap = "[0-9#*]\\x{20E3}";
        return Pattern.compile(flag + "|" + keycap + "|" + element + "(?:\\x{200D}" + element + ")*");
    }

    /** The key of what a client sent; empty where that is not exactly one emoji. */
    public static Optional<String> key(String text) {
        if (text.length() > 2 * MAX_BYTES) {
            return Optional.empty();
        }
        var key = VARIATION_SELECTORS
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFC))
                .replaceAll("");
        return ONE.matcher(key).matches() && Characters.utf8Length(key) <= MAX_BYTES
                ? Optional.of(key)
                : Optional.empty();
    }

    /** The key in a field; empty after a fault. */
    public static String required(Fields fields, String name) {
        var text = fields.requiredText(name, Integer.MAX_VALUE);
        var key = key(text);
        if (key.isEmpty()) {
            fields.fault(name, ErrorCode.FIELD_INVALID, name + " must be " + FORM);
        }
        return key.orElse("");
    }
}
