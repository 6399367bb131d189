package dev.parley.standalone.part;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.runtime.config.ConfigurationException;
import dev.parley.runtime.config.Env;
import dev.parley.runtime.http.DeferredFront;
import dev.parley.runtime.service.Health;
import dev.parley.runtime.service.ProcessContext;
import dev.parley.runtime.service.Service;
import dev.parley.standalone.broker.FreePorts;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartsIT {
    @TempDir
    private Path folder = Path.of("");

    private final Health health = new Health();

    @Test
    void theLogAndItsSchemasAreWhereTheCallerWantsThem() throws Exception {
        var ports =
                FreePorts.find(3).stream().map(port -> Integer.toString(port)).toList();
        try (var broker = part(
                        Map.of(
                                "PARLEY_BROKER_DIR", folder.resolve("broker").toString(),
                                "PARLEY_BROKER_PORT", ports.get(0),
                                "PARLEY_BROKER_CONTROLLER_PORT", ports.get(1)),
                        BrokerService::from);
                var registry = part(
                        Map.of(
                                "PARLEY_KAFKA_BOOTSTRAP_SERVERS",
                                "127.0.0.1:" + ports.get(0),
                                "PARLEY_REGISTRY_PORT",
                                ports.get(2)),
                        RegistryService::from)) {
            assertFalse(health.isReady());
            broker.start();
            registry.start();
            assertTrue(health.isReady());

            assertEquals("[]", get("http://127.0.0.1:" + ports.get(2) + "/subjects"));
        }
    }

    @Test
    void theDatabaseIsWhereTheCallerWantsIt() throws Exception {
        var port = Integer.toString(FreePorts.find(1).getFirst());
        try (var database = part(
                Map.of(
                        "PARLEY_DATABASE_DIR", folder.resolve("mariadb").toString(),
                        "PARLEY_DATABASE_PROGRAMS", folder.resolve("programs").toString(),
                        "PARLEY_DATABASE_PORT", port),
                DatabaseService::from)) {
            assertFalse(health.isReady());
            database.start();
            assertTrue(health.isReady());

            var password = Files.readString(folder.resolve("mariadb/password")).strip();
            try (var connection =
                    DriverManager.getConnection("jdbc:mysql://127.0.0.1:" + port + "/parley", "parley", password)) {
                assertTrue(connection.isValid(5));
            }
        }
    }

    @Test
    void saysWhatIsMissing() {
        var fault = assertThrows(
                ConfigurationException.class, () -> part(Map.of("PARLEY_REGISTRY_PORT", "0"), RegistryService::from));
        assertEquals(2, fault.faults().size(), fault::toString);
    }

    private Service part(Map<String, String> settings, BiFunction<Env, ProcessContext, Service> create) {
        var env = Env.of(settings);
        var part = create.apply(env, new ProcessContext(new DeferredFront(), health, new PrometheusRegistry()));
        env.check();
        return part;
    }

    private static String get(String url) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                    .body();
        }
    }
}
