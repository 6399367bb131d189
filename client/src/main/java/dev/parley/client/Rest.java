package dev.parley.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** HTTP to the platform, a bounded number of requests at a time. Calls block: for virtual threads. */
final class Rest implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_AT_ONCE = 64;
    private static final Duration TIME_OUT = Duration.ofSeconds(15);
    private static final Duration DEFAULT_RETRY = Duration.ofMillis(250);

    private final List<URI> bases;
    private final AtomicInteger turn = new AtomicInteger();
    private final HttpClient http;
    private final Semaphore slots = new Semaphore(MOST_AT_ONCE);

    /** @param bases one for each node; on a failure the client moves on to the next */
    Rest(List<URI> bases) {
        this.bases = List.copyOf(bases);
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    RestAnswer get(String path, Map<String, String> headers) {
        return ask(base -> request(base, path, headers).GET().build());
    }

    RestAnswer send(String method, String path, Map<String, String> headers, byte[] body) {
        return ask(base -> request(base, path, headers)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofByteArray(body))
                .build());
    }

    private static HttpRequest.Builder request(URI base, String path, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(TIME_OUT);
        headers.forEach(request::header);
        return request;
    }

    private RestAnswer ask(Function<URI, HttpRequest> request) {
        var now = turn.get();
        try {
            slots.acquire();
            try {
                var base = bases.get(Math.floorMod(now, bases.size()));
                return answer(http.send(request.apply(base), BodyHandlers.ofByteArray()));
            } finally {
                slots.release();
            }
        } catch (IOException e) {
            // The first failure moves all callers to the next node, once.
            var _ = turn.compareAndSet(now, now + 1);
            return new RestAnswer.Unanswered(e.getClass().getSimpleName(), DEFAULT_RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new RestAnswer.Unanswered("interrupted", DEFAULT_RETRY);
        }
    }

    private static RestAnswer answer(HttpResponse<byte[]> response) throws IOException {
        var status = response.statusCode();
        if (status / 100 == 2) {
            return new RestAnswer.Done(response.body());
        }
        var problem = problem(response.body());
        var code = problem.path("code").asText("http-" + status);
        return switch (status) {
            case 408, 425, 429, 502, 503, 504 -> new RestAnswer.Unanswered(code, retryAfter(response, problem));
            default ->
                new RestAnswer.Problem(status, code, problem.path("detail").asText(""));
        };
    }

    private static JsonNode problem(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException _) {
            // A proxy's own page: the status has to do.
            return JSON.missingNode();
        }
    }

    private static Duration retryAfter(HttpResponse<byte[]> response, JsonNode problem) {
        if (problem.path("retryAfterMs").isNumber()) {
            return Duration.ofMillis(problem.path("retryAfterMs").asLong());
        }
        var header = response.headers().firstValue("Retry-After").orElse("");
        return header.matches("[0-9]{1,5}") ? Duration.ofSeconds(Long.parseLong(header)) : DEFAULT_RETRY;
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
