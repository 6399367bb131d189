package dev.parley.wsfanout.session;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fault 12: half characters in escapes. */
class LoneSurrogatesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\ud800",
                "\\uDBFF",
                "\\udc00",
                "\\uDFFF",
                "a\\ud800b",
                "\\ud800\\ud800",
                "\\ud800\\u0041",
                "\\udc00\\ud800",
                "\\ud800\\\\udc00",
                "\\\\\\ud800",
                "\\ud83d\\ude00\\ude00",
                "\\ud800\\n",
                "\\ud800\\udc0"
            })
    void findsHalfACharacter(String json) {
        assertTrue(areIn(json), json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "\\ud83d\\ude00",
                "\\uDBFF\\uDFFF",
                "\\\\ud800",
                "\\u0041",
                "\\ud7ff",
                "\\ue000",
                "\\",
                "\\u",
                "\\ud8",
                "\\ud8zz",
                "😀",
                "\\\"\\\\\\n"
            })
    void letsEverythingElseThrough(String json) {
        assertFalse(areIn(json), json);
    }

    private static boolean areIn(String json) {
        return LoneSurrogates.areIn(json.getBytes(StandardCharsets.UTF_8));
    }
}
