package dev.parley.standalone.system;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.parley.testkit.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Somebody who calls the REST API with the same headers each time. Safe for many threads. */
record RestClient(URI base, Map<String, String> headers) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration UNKNOWN_LIMIT = Duration.ofSeconds(60);

    static RestClient withApiKey(URI base, String apiKey) {
        return new RestClient(base, Map.of("X-Api-Key", apiKey));
    }

    static RestClient withToken(URI base, String token) {
        return new RestClient(base, Map.of("Authorization", "Bearer " + token));
    }

    Reply post(String path, Map<String, ?> body) {
        return post(path, UUID.randomUUID().toString(), body);
    }

    Reply post(String path, String idempotencyKey, Map<String, ?> body) {
        return send(request(path)
                .header("Idempotency-Key", idempotencyKey)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.valueToTree(body).toString())));
    }

    /** Asks again as long as the outcome is unknown, always with the same key, as a client should. */
    Reply postUntilKnown(String path, String idempotencyKey, Map<String, ?> body) {
        return untilKnown(() -> post(path, idempotencyKey, body));
    }

    /** Asks again while the answer is 503, as a client should, with the same key. */
    static Reply untilKnown(Supplier<Reply> ask) {
        var replies = new ArrayList<Reply>();
        Eventually.isTrue(() -> "an answer to be known, not " + replies, UNKNOWN_LIMIT, () -> {
            replies.add(ask.get());
            return replies.getLast().status() != 503;
        });
        return replies.getLast();
    }

    /** A body as it stands, with the content type of JSON whatever it is. */
    Reply postRaw(String path, byte[] body) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(body)));
    }

    Reply patch(String path, String idempotencyKey, Map<String, ?> body) {
        return send(request(path)
                .header("Idempotency-Key", idempotencyKey)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(JSON.valueToTree(body).toString())));
    }

    /** Without a body. */
    Reply put(String path, String idempotencyKey) {
        return send(request(path).header("Idempotency-Key", idempotencyKey).PUT(BodyPublishers.noBody()));
    }

    Reply delete(String path, String idempotencyKey) {
        return send(request(path).header("Idempotency-Key", idempotencyKey).DELETE());
    }

    /** Any write; null = no body. */
    Reply send(
            String method, String path, String idempotencyKey, @Nullable Map<String, ? extends @Nullable Object> body) {
        var request = request(path).header("Idempotency-Key", idempotencyKey);
        return body == null
                ? send(request.method(method, BodyPublishers.noBody()))
                : send(request.header("Content-Type", "application/json")
                        .method(
                                method,
                                BodyPublishers.ofString(JSON.valueToTree(body).toString())));
    }

    Reply get(String path) {
        return send(request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(30));
        headers.forEach(request::header);
        return request;
    }

    private static Reply send(HttpRequest.Builder request) {
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            var body = response.body().length == 0 ? NullNode.getInstance() : JSON.readTree(response.body());
            return new Reply(response.statusCode(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
