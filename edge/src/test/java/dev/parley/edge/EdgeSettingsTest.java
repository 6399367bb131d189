package dev.parley.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.runtime.config.ConfigurationException;
import dev.parley.runtime.config.Env;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeSettingsTest {
    private static final Map<String, String> REQUIRED = Map.of(
            "PARLEY_KAFKA_BOOTSTRAP_SERVERS", "localhost:9092",
            "PARLEY_REGISTRY_URL", "http://localhost:8081",
            "PARLEY_TOKEN_KEY_FILE", "/etc/parley/keys.json");

    @Test
    void hasDefaultsForWhatNeedNotBeSaid() {
        var env = Env.of(REQUIRED);
        var settings = EdgeSettings.from(env);
        env.check();
        assertEquals(Path.of("/etc/parley/keys.json"), settings.tokenKeyFile());
        assertEquals(Duration.ofSeconds(5), settings.outcomeWait());
        assertEquals(10_000, settings.maxInFlight());
    }

    @Test
    void saysWhatIsMissing() {
        var env = Env.of(Map.of());
        EdgeSettings.from(env);
        var refusal = assertThrows(ConfigurationException.class, env::check);
        assertTrue(refusal.faults().stream().anyMatch(it -> it.startsWith("PARLEY_TOKEN_KEY_FILE")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "-1s", "61s"})
    void refusesAWaitThatMakesNoSense(String wait) {
        var values = new HashMap<>(REQUIRED);
        values.put("PARLEY_OUTCOME_WAIT", wait);
        var env = Env.of(values);
        assertThrows(ConfigurationException.class, () -> {
            EdgeSettings.from(env);
            env.check();
        });
    }
}
