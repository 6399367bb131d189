package dev.parley.edge.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.runtime.config.ConfigurationException;
import dev.parley.runtime.config.Env;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisAddressTest {
    private static Optional<RedisAddress> read(String url) {
        return RedisAddress.from(
                Env.of(Map.of("PARLEY_REDIS_SESSIONS_URL", url)), "PARLEY_REDIS_SESSIONS_URL", "Redis:");
    }

    @ParameterizedTest
    @CsvSource({
        "redis://localhost, localhost, 6379, 0, false",
        "redis://:secret@redis-1:6380/3, redis-1, 6380, 3, false",
        "rediss://user:secret@10.0.0.1:7000, 10.0.0.1, 7000, 0, true",
    })
    void readsAddresses(String url, String host, int port, int database, boolean isEncrypted) {
        var address = read(url).orElseThrow();
        var uri = address.toUri();
        assertEquals(host, uri.getHost());
        assertEquals(port, uri.getPort());
        assertEquals(database, uri.getDatabase());
        assertEquals(isEncrypted, uri.isSsl());
        assertFalse(address.toString().contains("secret"), address.toString());
    }

    @Test
    void needNotBeGiven() {
        assertTrue(read("").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:6379",
                "http://:secret@localhost",
                "redis://",
                "redis://:secret@ host",
                "redis://:secret@host:port",
                "redis://:secret@host/x",
                "redis:secret",
                "://secret"
            })
    void refusesWhatIsNoAddressWithoutSayingIt(String url) {
        var refusal = assertThrows(ConfigurationException.class, () -> read(url));
        assertTrue(refusal.faults().getFirst().startsWith("PARLEY_REDIS_SESSIONS_URL must be redis://"));
        for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            assertFalse(String.valueOf(cause.getMessage()).contains("secret"), cause.getMessage());
        }
    }
}
