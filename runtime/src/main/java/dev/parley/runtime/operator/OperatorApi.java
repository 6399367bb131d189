package dev.parley.runtime.operator;

import dev.parley.runtime.config.Secret;
import dev.parley.runtime.http.Answers;
import dev.parley.runtime.http.HealthJson;
import dev.parley.runtime.http.OnVirtualThread;
import dev.parley.runtime.metrics.BuildInfo;
import dev.parley.runtime.service.Health;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators ask of a process and change in it, under {@code /operator/v1} of the operator port. Reading needs no token; whatever
 * changes something needs {@code Authorization: Bearer} with the process's token, and is refused where it has none.
 */
public final class OperatorApi implements HttpHandler {
    /** Where it is to be mounted. */
    public static final String PREFIX = "/operator/v1";

    private static final Logger LOG = LoggerFactory.getLogger(OperatorApi.class);
    private static final String BEARER = "Bearer ";
    private static final int MAX_BODY_BYTES = 1024;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final String service;
    private final Operations operations;
    private final Health health;
    private final @Nullable Secret token;
    private final InstantSource clock;
    private final Instant startedAt;

    /**
     * That of a process that starts now.
     *
     * @param service its name
     * @param token null: nothing may be changed
     */
    public OperatorApi(
            String service, Operations operations, Health health, @Nullable Secret token, InstantSource clock) {
        this.service = service;
        this.operations = operations;
        this.health = health;
        this.token = token;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        exchange.getRequestReceiver()
                .receiveFullBytes(
                        (received, body) -> new OnVirtualThread(it -> answer(it, body)).handleRequest(received));
    }

    private void answer(HttpServerExchange exchange, byte[] body) {
        var path = List.of(exchange.getRequestPath().substring(PREFIX.length()).split("/", -1));
        var method = exchange.getRequestMethod().toString();
        if (path.equals(List.of("", "status"))) {
            if (isMethod(exchange, "GET")) {
                status(exchange);
            }
        } else if (path.size() < 3 || path.size() > 4 || !path.get(1).equals("features")) {
            Answers.problem(exchange, 404, "not-found", "No such path.");
        } else {
            var feature = operations.find(path.get(2));
            if (feature.isEmpty()) {
                unknown(exchange, path.get(2));
            } else if (path.size() == 3) {
                if (isMethod(exchange, "GET")) {
                    feature(exchange, feature.get());
                }
            } else {
                change(exchange, feature.get(), method + " " + path.get(3), body);
            }
        }
    }

    private void change(HttpServerExchange exchange, OperatedFeature feature, String what, byte[] body) {
        switch (what) {
            case "PUT threads" -> {
                if (mayChange(exchange)) {
                    setThreads(exchange, feature, body);
                }
            }
            case "POST pause" -> {
                if (mayChange(exchange)) {
                    LOG.info("event=feature-paused feature={}", feature.name());
                    feature.pause();
                    feature(exchange, feature);
                }
            }
            case "POST resume" -> {
                if (mayChange(exchange)) {
                    LOG.info("event=feature-resumed feature={}", feature.name());
                    feature.resume();
                    feature(exchange, feature);
                }
            }
            default ->
                Answers.problem(exchange, 404, "not-found", "There are PUT …/threads, POST …/pause and POST …/resume.");
        }
    }

    private void setThreads(HttpServerExchange exchange, OperatedFeature feature, byte[] body) {
        var threads = body.length > MAX_BODY_BYTES ? Optional.<Integer>empty() : ThreadsBody.parse(body);
        if (threads.isEmpty() || threads.get() < 1 || threads.get() > feature.maxThreads()) {
            Answers.problem(
                    exchange,
                    400,
                    "invalid-body",
                    "The body must be {\"threads\": N} with N from 1 to " + feature.maxThreads()
                            + "; to stop a feature, pause it.");
            return;
        }
        LOG.info("event=threads-wanted feature={} threads={}", feature.name(), threads.get());
        feature.setThreads(threads.get());
        feature(exchange, feature);
    }

    private void unknown(HttpServerExchange exchange, String name) {
        var names = operations.features().stream().map(OperatedFeature::name).toList();
        Answers.problem(
                exchange,
                404,
                "no-such-feature",
                names.isEmpty()
                        ? "This process (" + service + ") runs no feature."
                        : "This process runs no feature \"" + name + "\"; it runs " + String.join(", ", names) + ".");
    }

    private static boolean isMethod(HttpServerExchange exchange, String method) {
        if (exchange.getRequestMethod().equals(new HttpString(method))) {
            return true;
        }
        exchange.getResponseHeaders().put(Headers.ALLOW, method);
        Answers.problem(exchange, 405, "method-not-allowed", "Only " + method + " is allowed here.");
        return false;
    }

    private boolean mayChange(HttpServerExchange exchange) {
        if (token == null) {
            Answers.problem(
                    exchange,
                    FORBIDDEN,
                    "changes-off",
                    "Nothing can be changed: set PARLEY_OPERATOR_TOKEN_FILE for this process and restart it.");
            return false;
        }
        var given = Optional.ofNullable(exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION))
                .filter(header -> header.startsWith(BEARER))
                .map(header -> header.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8));
        if (given.isPresent()
                && MessageDigest.isEqual(given.get(), token.value().getBytes(StandardCharsets.UTF_8))) {
            return true;
        }
        exchange.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, "Bearer");
        Answers.problem(
                exchange,
                UNAUTHORIZED,
                "operator-token-invalid",
                "Send the operator token of this process as Authorization: Bearer.");
        return false;
    }

    private void feature(HttpServerExchange exchange, OperatedFeature feature) {
        Answers.send(exchange, 200, "application/json", json -> StatusJson.feature(json, feature.status()));
    }

    private void status(HttpServerExchange exchange) {
        var now = clock.instant();
        var facts = ProcessFacts.now(operations.folders());
        Answers.send(exchange, 200, "application/json", json -> {
            json.writeStringField("service", service);
            json.writeStringField("version", BuildInfo.version());
            json.writeStringField("commit", BuildInfo.commit());
            json.writeStringField("java", Runtime.version().toString());
            json.writeNumberField("pid", ProcessHandle.current().pid());
            json.writeStringField("time", now.toString());
            json.writeStringField("startedAt", startedAt.toString());
            json.writeNumberField(
                    "uptimeSeconds", Duration.between(startedAt, now).toSeconds());
            json.writeBooleanField("takesChanges", token != null);
            HealthJson.write(json, health.states());
            StatusJson.facts(json, facts);
            json.writeArrayFieldStart("features");
            for (var feature : operations.features()) {
                json.writeStartObject();
                StatusJson.feature(json, feature.status());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }
}
