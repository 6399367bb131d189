package dev.parley.runtime.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.runtime.config.ConfigurationException;
import dev.parley.runtime.config.Env;
import dev.parley.runtime.config.Secret;
import dev.parley.runtime.operator.FeatureStatus;
import dev.parley.runtime.operator.FeatureStatus.Restoring;
import dev.parley.runtime.operator.FeatureStatus.StreamTask;
import dev.parley.runtime.operator.FeatureStatus.StreamThread;
import dev.parley.runtime.operator.OperatedFeature;
import dev.parley.runtime.operator.Operations;
import dev.parley.runtime.operator.OperatorApi;
import dev.parley.runtime.service.Health;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OperatorApiTest {
    private static final String TOKEN = "a-token-of-some-length";
    private static final String API = "/operator/v1";

    private final Health health = new Health();
    private final Operations operations = new Operations();
    private final Heads heads = new Heads();
    private final UndertowFront front = UndertowFront.open(
            HttpSettings.from(Env.of(Map.of("PARLEY_HTTP_PORT", "0", "PARLEY_OPERATOR_PORT", "0"))),
            health,
            new PrometheusRegistry());

    /** A feature that does at once what it is told. */
    private static final class Heads implements OperatedFeature {
        private volatile int threads = 1;
        private volatile boolean isPaused;

        @Override
        public String name() {
            return "heads";
        }

        @Override
        public FeatureStatus status() {
            var thread =
                    new StreamThread("t1", "RUNNING", List.of(new StreamTask("0_1", List.of("events-1"))), List.of());
            return new FeatureStatus(
                    name(), "RUNNING", isPaused, threads, List.of(thread), List.of(new Restoring("s", "c-1", 3, 9)));
        }

        @Override
        public void setThreads(int wanted) {
            threads = wanted;
        }

        @Override
        public int maxThreads() {
            return 8;
        }

        @Override
        public void pause() {
            isPaused = true;
        }

        @Override
        public void resume() {
            isPaused = false;
        }
    }

    @AfterEach
    void close() {
        front.close();
    }

    @Test
    void tellsWhatTheProcessIsAndDoes() throws Exception {
        mount(new Secret(TOKEN));
        operations.addFolder("state", Path.of("target", "not-there-yet"));
        health.register("topology-heads", () -> Health.State.notReady("REBALANCING"));
        var answer = send("GET", "/status", null, "");
        assertEquals(200, answer.statusCode());
        var body = answer.body();
        for (var field : List.of(
                "\"service\":\"topologies\"",
                "\"version\":",
                "\"startedAt\":\"2026-01-02T03:04:05Z\"",
                "\"uptimeSeconds\":0",
                "\"takesChanges\":true",
                "\"ready\":false",
                "\"detail\":\"REBALANCING\"",
                "\"name\":\"state\",\"freeBytes\":",
                "\"id\":\"0_1\",\"partitions\":[\"events-1\"]",
                "\"partition\":\"c-1\",\"done\":3,\"total\":9")) {
            assertTrue(body.contains(field), field + " in " + body);
        }
        assertFalse(body.contains(TOKEN), body);
    }

    @Test
    void changesThreadsForWhoShowsTheToken() throws Exception {
        mount(new Secret(TOKEN));
        var answer = send("PUT", "/features/heads/threads", TOKEN, "{\"threads\": 4}");
        assertEquals(200, answer.statusCode());
        assertTrue(answer.body().contains("\"threadTarget\":4"), answer.body());
        assertEquals(4, heads.threads);
    }

    @Test
    void pausesAndResumes() throws Exception {
        mount(new Secret(TOKEN));
        assertTrue(send("POST", "/features/heads/pause", TOKEN, "").body().contains("\"paused\":true"));
        assertTrue(heads.isPaused);
        assertTrue(send("POST", "/features/heads/resume", TOKEN, "").body().contains("\"paused\":false"));
        assertFalse(heads.isPaused);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a-token-of-some-lengtH", "a-token-of-some-length ", "a"})
    void changesNothingForAnotherToken(String token) throws Exception {
        mount(new Secret(TOKEN));
        var answer = send("PUT", "/features/heads/threads", token, "{\"threads\": 4}");
        // A trailing space is no part of a header's value.
        var isSame = token.strip().equals(TOKEN);
        assertEquals(isSame ? 200 : 401, answer.statusCode());
        assertEquals(isSame ? 4 : 1, heads.threads);
    }

    @Test
    void changesNothingWhereNoTokenIsSet() throws Exception {
        mount(null);
        var answer = send("POST", "/features/heads/pause", TOKEN, "");
        assertEquals(403, answer.statusCode());
        assertTrue(answer.body().contains("PARLEY_OPERATOR_TOKEN_FILE"), answer.body());
        assertFalse(heads.isPaused);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[4]",
                "{\"threads\":0}",
                "{\"threads\":9}",
                "{\"threads\":-1}",
                "{\"threads\":\"4\"}",
                "{\"threads\":4.5}",
                "{\"threads\":99999999999}",
                "{\"threads\":4,\"more\":1}",
                "{\"threads\":4}{}"
            })
    void refusesAnyOtherBody(String body) throws Exception {
        mount(new Secret(TOKEN));
        var answer = send("PUT", "/features/heads/threads", TOKEN, body);
        assertEquals(400, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("from 1 to 8"), answer.body());
        assertEquals(1, heads.threads);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /features/users, 404, it runs heads",
        "GET, /nothing, 404, No such path",
        "GET, /features, 404, No such path",
        "POST, /status, 405, Only GET",
        "GET, /features/heads/pause, 404, POST …/pause",
        "GET, /features/heads/threads/more, 404, No such path"
    })
    void saysWhatThereIs(String method, String path, int status, String detail) throws Exception {
        mount(new Secret(TOKEN));
        var answer = send(method, path, TOKEN, "");
        assertEquals(status, answer.statusCode());
        assertTrue(answer.body().contains(detail), answer.body());
    }

    @Test
    void isNotWhereClientsConnect() throws Exception {
        mount(new Secret(TOKEN));
        assertEquals(404, send(front.port(), "GET", "/status", TOKEN, "").statusCode());
    }

    @Test
    void refusesATokenThatIsEasyToGuess() {
        var env = Env.of(Map.of("PARLEY_OPERATOR_PORT", "0", "PARLEY_OPERATOR_TOKEN", "guess"));
        var refusal = assertThrows(ConfigurationException.class, () -> HttpSettings.from(env));
        assertTrue(
                String.valueOf(refusal.getMessage()).contains("PARLEY_OPERATOR_TOKEN"),
                () -> "" + refusal.getMessage());
    }

    private void mount(@Nullable Secret token) {
        operations.add(heads);
        var start = Instant.parse("2026-01-02T03:04:05Z");
        front.mountForOperators(
                OperatorApi.PREFIX, new OperatorApi("topologies", operations, health, token, () -> start));
    }

    private HttpResponse<String> send(String method, String path, @Nullable String token, String body)
            throws Exception {
        return send(front.operatorPort(), method, path, token, body);
    }

    private static HttpResponse<String> send(int port, String method, String path, @Nullable String token, String body)
            throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + API + path))
                .method(method, BodyPublishers.ofString(body));
        if (token != null && !token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }
}
