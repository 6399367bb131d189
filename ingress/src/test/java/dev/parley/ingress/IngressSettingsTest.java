package dev.parley.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.ingress.console.ConsoleSettings;
import dev.parley.runtime.config.ConfigurationException;
import dev.parley.runtime.config.Env;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngressSettingsTest {
    private static final Map<String, String> LEAST = Map.of(
            "PARLEY_KAFKA_BOOTSTRAP_SERVERS", "localhost:9092",
            "PARLEY_REGISTRY_URL", "http://localhost:8081",
            "PARLEY_TOKEN_KEY_FILE", "keys.json",
            "PARLEY_SQL_URL", "jdbc:mysql://localhost/parley");

    @Test
    void hasDefaultsForWhatNeedNotBeSaid() {
        var env = Env.of(LEAST);
        var settings = IngressSettings.from(env);
        env.check();
        assertEquals(Set.of(), settings.cors().origins());
        assertEquals(Duration.ofSeconds(2), settings.readWait().atMost());
        assertEquals(Optional.empty(), settings.console());
    }

    @Test
    void readsWhomTheChatPageIsFor() {
        var values = new TreeMap<>(LEAST);
        values.put("PARLEY_CONSOLE", "demo: alice, bob");
        var env = Env.of(values);
        var settings = IngressSettings.from(env);
        env.check();
        assertEquals(Optional.of(new ConsoleSettings("demo", List.of("alice", "bob"))), settings.console());
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "demo:", ":alice", "demo:alice,,bob", "demo:al ice", "demo:alice:bob", "on"})
    void aChatPageForNobodyIsAFault(String value) {
        var values = new TreeMap<>(LEAST);
        values.put("PARLEY_CONSOLE", value);
        var env = Env.of(values);
        IngressSettings.from(env);
        var faults = assertThrows(ConfigurationException.class, env::check).faults();
        assertTrue(
                faults.getFirst().startsWith("PARLEY_CONSOLE is \"" + value + "\", but must be a tenant and"),
                faults.toString());
    }

    @Test
    void readsOriginsWithCommas() {
        var values = new TreeMap<>(LEAST);
        values.put("PARLEY_CORS_ORIGINS", "https://a.example, https://b.example,");
        var origins = IngressSettings.from(Env.of(values)).cors().origins();
        assertEquals(Set.of("https://a.example", "https://b.example"), origins);
    }

    @Test
    void reportsEverythingThatIsMissing() {
        var env = Env.of(Map.of("PARLEY_MAX_REQUESTS", "0"));
        IngressSettings.from(env);
        var faults = assertThrows(ConfigurationException.class, env::check).faults();
        assertTrue(faults.size() >= 5, faults.toString());
    }
}
