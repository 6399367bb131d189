package dev.parley.standalone.platform;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.runtime.config.ConfigurationException;
import dev.parley.runtime.config.Env;
import dev.parley.runtime.http.HttpSettings;
import dev.parley.sinks.SinksSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What {@code parley up} makes of the settings in its environment. */
class GivenSettingsTest {
    private static final Map<String, String> OWN = Map.of("PARLEY_HTTP_PORT", "0");

    private static List<String> faultsOf(Map<String, String> given, Function<Env, ?> reader) {
        var settings = new GivenSettings(given);
        return assertThrows(ConfigurationException.class, () -> settings.read(OWN, Map.of(), reader))
                .faults();
    }

    @Test
    void reachTheServiceThatKnowsThem() {
        var given = new GivenSettings(Map.of("PARLEY_HTTP_IO_THREADS", "3", "PARLEY_SINK_TASKS", "4"));
        assertEquals(3, given.read(OWN, Map.of(), HttpSettings::from).ioThreads());
    }

    @Test
    void winOverWhatThePlatformWouldChoose() {
        var own = Map.of(
                "PARLEY_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092",
                "PARLEY_REGISTRY_URL", "http://127.0.0.1:8081",
                "PARLEY_SQL_URL", "jdbc:mysql://127.0.0.1:3306/parley",
                "PARLEY_SQL_USER", "parley",
                "PARLEY_SQL_PASSWORD", "secret");
        var defaults = Map.of("PARLEY_SINK_TASKS", "2", "PARLEY_SINK_SESSION_TIMEOUT", "9s");
        var read = new GivenSettings(Map.of("PARLEY_SINK_TASKS", "4")).read(own, defaults, SinksSettings::from);
        assertEquals(4, read.tasks());
        assertEquals(Duration.ofSeconds(9), read.sessionTimeout());
    }

    @Test
    void areRefusedWhereThePlatformSetsThemItself() {
        assertEquals(
                List.of("PARLEY_HTTP_PORT is set by parley up itself; unset it, or see parley up --help for what may be"
                        + " chosen."),
                faultsOf(Map.of("PARLEY_HTTP_PORT", "8080"), HttpSettings::from));
    }

    @Test
    void areRefusedWhereTheyAreWrong() {
        assertEquals(
                List.of("PARLEY_HTTP_IO_THREADS is \"many\", but must be a whole number."),
                faultsOf(Map.of("PARLEY_HTTP_IO_THREADS", "many"), HttpSettings::from));
    }

    @Test
    void areRefusedByNameWhereNoServiceKnowsThem() {
        var given = new GivenSettings(
                Map.of("PARLEY_SOCKET_COMPRESION", "on", "PARLEY_MAX_SOCKETS", "9", "PARLEY_TOKEN", "of a client"));
        var faults = assertThrows(ConfigurationException.class, () -> given.refuseUnknown(EmbeddedPlatform.readers()))
                .faults();
        assertEquals(
                List.of("PARLEY_SOCKET_COMPRESION is not a setting of any service; see ./parley run <service>"
                        + " --print-config."),
                faults);
    }

    @Test
    void areOfAllServicesAndOfTheProcess() {
        for (var name : List.of(
                "PARLEY_CORS_ORIGINS",
                "PARLEY_SOCKET_ECHO",
                "PARLEY_COMMIT_INTERVAL",
                "PARLEY_CONNECT_HOST",
                "PARLEY_HTTP_IDLE_TIMEOUT",
                "PARLEY_LOG_LEVEL")) {
            var given = new GivenSettings(Map.of(name, ""));
            assertDoesNotThrow(() -> given.refuseUnknown(EmbeddedPlatform.readers()), name);
        }
    }
}
