package dev.parley.runtime.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.runtime.config.ConfigurationException;
import dev.parley.runtime.config.Env;
import dev.parley.runtime.service.Health;
import dev.parley.runtime.service.StartException;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Health and metrics are for operators: with a port of their own they are nowhere else. */
final class OperatorPortTest {
    private static final Map<String, String> ANY = Map.of("PARLEY_HTTP_PORT", "0", "PARLEY_OPERATOR_PORT", "0");

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/readyz", "/livez"})
    void servesOperatorsAndNobodyElse(String path) throws Exception {
        try (var front = open(ANY)) {
            assertNotEquals(front.port(), front.operatorPort());
            assertEquals(200, get(front.operatorPort(), path).statusCode());
            assertEquals(404, get(front.port(), path).statusCode());
        }
    }

    @Test
    void servesNoClientsThere() throws Exception {
        try (var front = open(ANY)) {
            front.mount("/", exchange -> exchange.getResponseSender().send("rest"));
            assertEquals("rest", get(front.port(), "/v1/me").body());
            assertEquals(404, get(front.operatorPort(), "/v1/me").statusCode());
        }
    }

    @Test
    void isThatOfClientsWhereNoneIsSet() throws Exception {
        try (var front = open(Map.of("PARLEY_HTTP_PORT", "0"))) {
            assertEquals(front.port(), front.operatorPort());
            assertEquals(200, get(front.port(), "/metrics").statusCode());
        }
    }

    @Test
    void saysWhichSettingToChangeWhereThePortIsTaken() {
        try (var front = open(ANY)) {
            var taken = Map.of("PARLEY_HTTP_PORT", "0", "PARLEY_OPERATOR_PORT", Integer.toString(front.port()));
            var refusal = assertThrows(StartException.class, () -> open(taken).close());
            assertTrue(refusal.toString().contains("PARLEY_OPERATOR_PORT"), refusal.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"65536", "-1", "many"})
    void refusesWhatIsNoPort(String port) {
        var env = Env.of(Map.of("PARLEY_OPERATOR_PORT", port));
        HttpSettings.from(env);
        var faults = assertThrows(ConfigurationException.class, env::check).faults();
        assertEquals(
                "PARLEY_OPERATOR_PORT is \"" + port + "\", but must be a port from 0 to 65535.",
                String.join(" ", faults));
    }

    private static UndertowFront open(Map<String, String> env) {
        return UndertowFront.open(HttpSettings.from(Env.of(env)), new Health(), new PrometheusRegistry());
    }

    private static HttpResponse<String> get(int port, String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var address = URI.create("http://127.0.0.1:" + port + path);
            return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
        }
    }
}
