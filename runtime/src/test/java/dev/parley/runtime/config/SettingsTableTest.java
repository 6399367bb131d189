package dev.parley.runtime.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code --print-config} prints a table that people and Markdown understand. */
final class SettingsTableTest {
    @Test
    void alignsColumnsAndRedactsSecrets() {
        var env = Env.of(Map.of("PARLEY_PORT", "81", "PARLEY_KEY", "hunter2", "PARLEY_TEXT", "a|b"));
        env.integer("PARLEY_PORT", 8080, 0, 65_535, "Port.");
        env.required("PARLEY_SERVERS", "Servers.");
        env.duration("PARLEY_WAIT", Duration.ofMillis(5_500), "Wait.");
        env.secret("PARLEY_KEY", "Key.");
        env.string("PARLEY_TEXT", "", "Text.");
        assertEquals("""
                | name            | value      | default    | meaning                     |
                | --------------- | ---------- | ---------- | --------------------------- |
                | PARLEY_PORT     | 81         | 8080       | Port.                       |
                | PARLEY_SERVERS  |            | (required) | Servers.                    |
                | PARLEY_WAIT     | 5.5s       | 5.5s       | Wait.                       |
                | PARLEY_KEY_FILE |            |            | File that holds PARLEY_KEY. |
                | PARLEY_KEY      | [REDACTED] |            | Key.                        |
                | PARLEY_TEXT     | a\\|b       |            | Text.                       |
                """, SettingsTable.of(env.settings()));
    }
}
