package dev.parley.edge.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmojiTest {
    private static final String LIKE = "\uD83D\uDC4D";
    private static final String HEART = "\u2764";
    private static final String SELECTOR = "\uFE0F";

    /** Each is one character to a person. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                LIKE,
                LIKE + "\uD83C\uDFFD",
                HEART,
                "\u00A9",
                "\uD83C\uDDEA\uD83C\uDDFA",
                "1\u20E3",
                "#\u20E3",
                "\uD83D\uDC68\u200D\uD83E\uDDB0",
                "\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66",
                "\uD83D\uDC69\uD83C\uDFFB\u200D\u2764\u200D\uD83D\uDC8B\u200D\uD83D\uDC68\uD83C\uDFFF",
                "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F",
                "\uD83C\uDFF3\u200D\uD83C\uDF08",
                "\uD83E\uDEE1"
            })
    void keepsEachEmojiAsItsOwnKey(String emoji) {
        assertEquals(Optional.of(emoji), Emoji.key(emoji));
    }

    @Test
    void tellsSkinTonesApartButNotPresentations() {
        assertNotEquals(Emoji.key(LIKE), Emoji.key(LIKE + "\uD83C\uDFFD"));
        assertEquals(Emoji.key(HEART), Emoji.key(HEART + SELECTOR));
        assertEquals(Emoji.key(HEART), Emoji.key(HEART + "\uFE0E"));
        assertEquals(Emoji.key("1\u20E3"), Emoji.key("1" + SELECTOR + "\u20E3"));
        assertEquals(
                Emoji.key("\uD83C\uDFF3\u200D\uD83C\uDF08"),
                Emoji.key("\uD83C\uDFF3" + SELECTOR + "\u200D\uD83C\uDF08"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a",
                "1",
                "\u00E9",
                ":thumbsup:",
                SELECTOR,
                "\u200D",
                LIKE + LIKE,
                LIKE + " ",
                " " + LIKE,
                LIKE + "\u200D",
                LIKE + "\u200B",
                LIKE + "\u0301",
                LIKE + "\u0000",
                LIKE + "\uD83C\uDFFD\uD83C\uDFFD",
                "\uD83C\uDFFD",
                "\uD83C\uDDEA",
                "\uD83C\uDDEA\uD83C\uDDFA\uD83C\uDDEA\uD83C\uDDFA",
                "\uD83C\uDFF4\uDB40\uDC67",
                "\uD83D",
                "\u202E" + LIKE
            })
    void refusesWhatIsNotExactlyOneEmoji(String text) {
        assertEquals(Optional.empty(), Emoji.key(text));
    }

    @Test
    void limitsItsLength() {
        assertEquals(Optional.empty(), Emoji.key(LIKE + ("\u200D" + LIKE).repeat(9)));
        assertEquals(Optional.empty(), Emoji.key(SELECTOR.repeat(1_000_000) + LIKE));
    }
}
