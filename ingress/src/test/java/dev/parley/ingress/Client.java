package dev.parley.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.schemas.ApiKeyScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A client over real HTTP that holds every answer against the contract. Immutable: each setting gives another client. */
record Client(HttpClient http, URI base, Contract contract, List<String> headers) {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    /** An answer, whole. */
    record Answer(int status, HttpResponse<byte[]> response) {
        JsonNode json() {
            return Contract.parse(text());
        }

        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        Answer expect(int expected) {
            assertEquals(expected, status, text());
            return this;
        }

        /** Fails where this is not that problem. */
        Answer expect(int expected, String code) {
            expect(expected);
            assertEquals(code, json().path("code").textValue(), text());
            return this;
        }
    }

    Client with(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(name);
        more.add(value);
        return new Client(http, base, contract, more);
    }

    Client withKey(String tenant, ApiKeyScope scope) {
        return with("X-Api-Key", InMemoryTenants.secret(tenant, scope));
    }

    Client withToken(String token) {
        return with("Authorization", "Bearer " + token);
    }

    Client onBehalfOf(String user) {
        return with("X-On-Behalf-Of", user);
    }

    Client withIdempotencyKey(String key) {
        return with("Idempotency-Key", key);
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
    }

    Answer post(String path) {
        return send(request(path).POST(BodyPublishers.noBody()));
    }

    Answer put(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
    }

    Answer patch(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
    }

    Answer call(String method, String path) {
        return send(request(path).method(method, BodyPublishers.noBody()));
    }

    HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT);
        return headers.isEmpty() ? request : request.headers(headers.toArray(String[]::new));
    }

    Answer send(HttpRequest.Builder builder) {
        var request = builder.build();
        try {
            var response = http.send(request, BodyHandlers.ofByteArray());
            var answer = new Answer(response.statusCode(), response);
            assertTrue(response.headers().firstValue("X-Request-Id").isPresent(), "no X-Request-Id");
            if (!request.method().equals("OPTIONS")) {
                contract.check(
                        request.method(),
                        request.uri().getRawPath(),
                        answer.status(),
                        response.headers().firstValue("Content-Type"),
                        response.body());
                contract.checkHeaders(
                        request.method(), request.uri().getRawPath(), answer.status(), response.headers());
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(request.toString(), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
