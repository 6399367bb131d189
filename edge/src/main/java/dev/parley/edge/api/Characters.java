package dev.parley.edge.api;

import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;

/** What characters are, where Unicode's answer differs from Java's. */
public final class Characters {
    private static final int NEXT_LINE = 0x85;
    private static final int BRAILLE_BLANK = 0x2800;

    private Characters() {}

    /** Unicode's White_Space: Java's two predicates miss a no-break space or a next line each. */
    static boolean isWhiteSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == NEXT_LINE;
    }

    /** Whether the text has no visible character. */
    public static boolean isBlank(String text) {
        return all(text, c -> isWhiteSpace(c) || isInvisible(c));
    }

    /** Whether the text could be stored as UTF-8 and read back: no unpaired surrogate, and no NUL, which some stores refuse. */
    static boolean isStorable(String text) {
        return all(text, c -> c != 0 && !isSurrogate(c));
    }

    /** A code point that is an unpaired surrogate. */
    static boolean isSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    /** Whether every character meets the rule. A loop: setting up a stream costs more than most rules do. */
    static boolean all(String text, IntPredicate rule) {
        var at = 0;
        while (at < text.length()) {
            var c = text.codePointAt(at);
            if (!rule.test(c)) {
                return false;
            }
            at += Character.charCount(c);
        }
        return true;
    }

    public static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.FORMAT, Character.CONTROL -> true;
            default -> isFiller(c) || isVariationSelector(c);
        };
    }

    /** Letters and marks that are drawn as nothing: the grapheme joiner, Hangul fillers, Khmer inherent vowels, blank braille. */
    private static boolean isFiller(int c) {
        return switch (c) {
            case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, BRAILLE_BLANK -> true;
            default -> false;
        };
    }

    private static boolean isVariationSelector(int c) {
        return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0x180B && c <= 0x180F) || (c >= 0xE0100 && c <= 0xE01EF);
    }
}
