package dev.parley.edge.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {
    @ParameterizedTest
    @CsvSource({
        "https://a.example, https://a.example, true",
        "https://a.example, HTTPS://A.EXAMPLE, true",
        "https://a.example:443, https://a.example, true",
        "http://a.example:80, http://a.example, true",
        "http://a.example:443, http://a.example, false",
        "https://a.example:8443, https://a.example:8443, true",
        "https://a.example:8443, https://a.example, false",
        "https://a.example, http://a.example, false",
        "https://a.example, https://a.example/, false",
        "https://a.example, https://b.a.example, false",
        "http://[::1]:3000, http://[::1]:3000, true",
        "capacitor://localhost, capacitor://localhost, true",
        "https://a.example, null, false",
        "https://a.example, '', false"
    })
    void comparesWholeOrigins(String list, String origin, boolean isAllowed) {
        assertEquals(isAllowed, Origins.parse(list).allow(origin));
    }

    @Test
    void takesAnyOriginWhereTheListIsEmpty() {
        assertTrue(Origins.parse(" ").allow("https://anywhere.example"));
        assertTrue(Origins.of("").allow("null"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.example",
                "https://",
                "https://a.example/path",
                "https://a.example/",
                "https://me@a.example",
                "https://a.example:port",
                "https://a.example:123456",
                "https://a example",
                "*",
                "null",
                "https://a.example,",
                "https://a.example;https://b.example"
            })
    void refusesAListWithWhatIsNoOrigin(String list) {
        assertThrows(IllegalArgumentException.class, () -> Origins.parse(list));
    }

    @Test
    void allowsNothingByWhatIsNoOrigin() {
        var origins = Origins.of("nonsense, https://a.example");
        assertTrue(origins.allow("https://a.example"));
        assertFalse(origins.allow("nonsense"));
        assertFalse(Origins.of("nonsense").allow("https://a.example"));
    }
}
