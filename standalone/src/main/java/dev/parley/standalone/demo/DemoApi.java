package dev.parley.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.runtime.service.StartException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** The calls of the demo to the public API. */
final class DemoApi implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int UNAVAILABLE = 503;

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI base;
    private final String apiKey;

    DemoApi(URI base, String apiKey) {
        this.base = base;
        this.apiKey = apiKey;
    }

    /** A response. */
    record Answer(int status, JsonNode body) {
        /** The problem code; empty for a success. */
        String code() {
            return body.path("code").asText();
        }

        /** Throws unless the call returned this status. */
        Answer expect(int expected) {
            if (status != expected) {
                throw new StartException("The platform answered the demo with " + status + " " + body + ".");
            }
            return this;
        }
    }

    Answer post(String path, String idempotencyKey, Map<String, ?> body) {
        return send(post(request(path), idempotencyKey, body));
    }

    Answer postAs(String user, String path, String idempotencyKey, Map<String, ?> body) {
        return send(post(request(path).header("X-On-Behalf-Of", user), idempotencyKey, body));
    }

    /** Without a body. */
    Answer putAs(String user, String path, String idempotencyKey) {
        return send(request(path)
                .header("X-On-Behalf-Of", user)
                .header("Idempotency-Key", idempotencyKey)
                .PUT(BodyPublishers.noBody()));
    }

    Answer getAs(String user, String path) {
        return send(request(path).header("X-On-Behalf-Of", user).GET());
    }

    @Override
    public void close() {
        client.close();
    }

    private static HttpRequest.Builder post(HttpRequest.Builder request, String idempotencyKey, Map<String, ?> body) {
        return request.header("Idempotency-Key", idempotencyKey)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.valueToTree(body).toString()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE).header("X-Api-Key", apiKey);
    }

    /** Asks again while the outcome is unknown or the store is behind: each write has a key, so it happens once. */
    private Answer send(HttpRequest.Builder request) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            while (response.statusCode() == UNAVAILABLE && System.nanoTime() < end) {
                LockSupport.parkNanos(PAUSE.toNanos());
                response = client.send(request.build(), BodyHandlers.ofString());
            }
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new StartException("The platform does not answer at " + base + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("Interrupted while the demo was set up.", e);
        }
    }
}
