package dev.parley.operator.instances;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.operator.instances.InstanceAnswer.Answered;
import dev.parley.operator.instances.InstanceAnswer.Silent;
import dev.parley.runtime.config.Secret;
import dev.parley.runtime.service.StartException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operator API of the processes of a platform. Blocks. */
public final class Instances implements AutoCloseable {
    private static final String API = "/operator/v1";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration STATUS = Duration.ofSeconds(5);
    /** An instance answers before its change is complete. */
    private static final Duration CHANGE = Duration.ofSeconds(70);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final List<URI> urls;
    private final @Nullable Secret token;

    /** @param token for changes; null where none is known */
    public Instances(List<URI> urls, @Nullable Secret token) {
        this.urls = urls;
        this.token = token;
    }

    /** In the order in which they were named. */
    public List<InstanceAnswer> ask() {
        return urls.stream().map(this::ask).toList();
    }

    InstanceAnswer ask(URI url) {
        var began = System.nanoTime();
        var before = Instant.now();
        try {
            var answer = send(url, "/status", "GET", "", STATUS);
            var took = Duration.ofNanos(System.nanoTime() - began);
            if (answer.statusCode() != 200) {
                return new Silent(
                        url,
                        "It answered " + answer.statusCode()
                                + ": is this the PARLEY_OPERATOR_PORT of a service of Parley?");
            }
            return new Answered(
                    url, JSON.readValue(answer.body(), InstanceStatus.class), before.plus(took.dividedBy(2)), took);
        } catch (JsonProcessingException e) {
            return new Silent(url, "It is no operator port: its answer is no status.");
        } catch (IOException e) {
            return new Silent(
                    url,
                    "It does not answer (" + e + "): is the process running, and is the port reachable from here?");
        }
    }

    /** @throws StartException the instance refused, or does not answer */
    void setThreads(URI url, String feature, int threads) {
        change(url, "/features/" + feature + "/threads", "PUT", "{\"threads\":" + threads + "}");
    }

    /** @throws StartException the instance refused, or does not answer */
    void pause(URI url, String feature) {
        change(url, "/features/" + feature + "/pause", "POST", "");
    }

    /** @throws StartException the instance refused, or does not answer */
    void resume(URI url, String feature) {
        change(url, "/features/" + feature + "/resume", "POST", "");
    }

    private void change(URI url, String path, String method, String body) {
        try {
            var answer = send(url, path, method, body, CHANGE);
            if (answer.statusCode() != 200) {
                throw new StartException(url + " refused (" + answer.statusCode() + "): " + detail(answer.body()));
            }
        } catch (IOException e) {
            throw new StartException(url + " does not answer: " + e, e);
        }
    }

    private HttpResponse<String> send(URI url, String path, String method, String body, Duration atMost)
            throws IOException {
        var request = HttpRequest.newBuilder(URI.create(url + API + path))
                .timeout(atMost)
                .method(method, BodyPublishers.ofString(body));
        // Only where it is needed: no token goes to a port that does not ask for it.
        if (token != null && !method.equals("GET")) {
            request.header("Authorization", "Bearer " + token.value());
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String detail(String problem) {
        try {
            JsonNode detail = JSON.readTree(problem).path("detail");
            return detail.isTextual() ? detail.textValue() : problem;
        } catch (JsonProcessingException e) {
            return problem;
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
