package dev.parley.wsfanout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.runtime.config.ConfigurationException;
import dev.parley.runtime.config.Env;
import dev.parley.wsfanout.socket.Admission;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WsFanoutSettingsTest {
    private final Map<String, String> needed = new HashMap<>(Map.of(
            "PARLEY_KAFKA_BOOTSTRAP_SERVERS", "localhost:1",
            "PARLEY_REGISTRY_URL", "http://localhost:2",
            "PARLEY_TOKEN_KEY_FILE", "keys.json",
            "PARLEY_SQL_URL", "jdbc:mysql://localhost:3/parley"));

    @Test
    void needsNothingMoreThanWhatEveryEdgeNeeds() {
        var env = Env.of(needed);
        var settings = WsFanoutSettings.from(env);
        env.check();
        assertEquals(Duration.ofSeconds(25), settings.sessions().heartbeat());
        assertEquals(64L << 20, settings.ringBytes());
    }

    @Test
    void takesWhatItIsTold() {
        needed.put("PARLEY_HEARTBEAT", "5s");
        needed.put("PARLEY_OUTBOX_BYTES", "100000");
        var settings = WsFanoutSettings.from(Env.of(needed));
        assertEquals(Duration.ofSeconds(5), settings.sessions().heartbeat());
        assertEquals(100_000, settings.outbox().maxBytes());
    }

    @Test
    void takesNoCompressionNoEchoAndAnyPageByDefault() {
        var sockets = WsFanoutSettings.from(Env.of(needed)).sockets();
        assertEquals(new Admission.Limits(15_000, 2_000), sockets.admission());
        assertFalse(sockets.isCompressed());
        assertFalse(sockets.hasEcho());
        assertTrue(sockets.origins().isAny());
    }

    @Test
    void refusesWhatItDoesNotUnderstandOfSockets() {
        needed.put("PARLEY_SOCKET_COMPRESSION", "maybe");
        needed.put("PARLEY_SOCKET_ORIGINS", "example.com");
        needed.put("PARLEY_MAX_SOCKETS", "0");
        var env = Env.of(needed);
        WsFanoutSettings.from(env);
        var faults = assertThrows(ConfigurationException.class, env::check).faults();
        assertEquals(3, faults.size(), faults.toString());
    }

    @Test
    void refusesAHeartbeatOfNothing() {
        needed.put("PARLEY_HEARTBEAT", "0s");
        var refusal = assertThrows(ConfigurationException.class, () -> WsFanoutSettings.from(Env.of(needed)));
        assertTrue(refusal.faults().getFirst().contains("PARLEY_HEARTBEAT"), refusal.toString());
    }
}
