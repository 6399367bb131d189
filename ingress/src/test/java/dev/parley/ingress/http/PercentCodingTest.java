package dev.parley.ingress.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentCodingTest {
    @ParameterizedTest
    @CsvSource({
        "a,a",
        "%61,a",
        "a+b,a+b",
        "%2f,/",
        "%2F,/",
        "%25%32%46,%2F",
        "Zo%C3%AB,Zoë",
        "%F0%9F%A6%89,🦉",
        "a|b,a|b"
    })
    void decodesEachEscapeOnce(String encoded, String text) {
        assertEquals(Optional.of(text), PercentCoding.decode(encoded));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%",
                "a%",
                "%1",
                "%g0",
                "%0g",
                "% 1",
                "%+1",
                "%-1",
                "%１１",
                "%80",
                "%C0%80",
                "%E0%80%AF",
                "%ED%B0%80",
                "%F4%90%80%80",
                "é"
            })
    void refusesWhatCouldBeReadInTwoWays(String encoded) {
        assertEquals(Optional.empty(), PercentCoding.decode(encoded));
    }

    @Test
    void decodesWhateverItEncoded() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        for (var i = 0; i < 1_000; i++) {
            var text = new StringBuilder();
            random.ints(random.nextInt(20), 0, Character.MAX_CODE_POINT + 1)
                    .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                    .forEach(text::appendCodePoint);
            var encoded = PercentCoding.encode(text.toString());
            assertEquals(Optional.of(text.toString()), PercentCoding.decode(encoded), "seed " + seed);
        }
    }
}
