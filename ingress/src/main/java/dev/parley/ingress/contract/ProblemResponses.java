package dev.parley.ingress.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.edge.api.Problem;
import dev.parley.edge.api.ProblemJson;
import dev.parley.schemas.errors.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Answers that are problems: one shared response a status, with an example of each code. */
final class ProblemResponses {
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private record Shared(String name, String description) {}

    private static final Map<Integer, Shared> BY_STATUS = Map.ofEntries(
            Map.entry(400, new Shared("BadRequest", "The request is not as it must be.")),
            Map.entry(401, new Shared("Unauthorized", "It is not known who is calling.")),
            Map.entry(403, new Shared("Forbidden", "The caller may not do this.")),
            Map.entry(404, new Shared("NotFound", "It does not exist, or the caller may not know of it.")),
            Map.entry(408, new Shared("TooSlow", "The body did not arrive in time; the connection is closed.")),
            Map.entry(409, new Shared("Conflict", "It is not possible in the present state.")),
            Map.entry(412, new Shared("VersionConflict", "Another version than the one that was named.")),
            Map.entry(413, new Shared("TooLarge", "The body is longer than 128 KiB.")),
            Map.entry(415, new Shared("MediaType", "The body is not uncompressed JSON in UTF-8.")),
            Map.entry(429, new Shared("TooManyRequests", "Too many in too short a time.")),
            Map.entry(500, new Shared("Internal", "A fault of the platform; its log has the details.")),
            Map.entry(
                    503,
                    new Shared(
                            "Unavailable",
                            "Retry later. A write may have happened or not: send it again with the same key.")));

    private ProblemResponses() {}

    /** References by status, each naming the codes that this operation has. */
    static Map<String, JsonNode> of(Set<ErrorCode> problems) {
        var responses = new TreeMap<String, JsonNode>();
        byStatus(problems)
                .forEach((status, codes) -> responses.put(
                        Integer.toString(status),
                        NODES.objectNode()
                                .put(
                                        "$ref",
                                        "#/components/responses/"
                                                + shared(status).name())
                                .put("description", shared(status).description() + " " + quoted(codes))));
        return responses;
    }

    private static String quoted(List<ErrorCode> codes) {
        return codes.stream().map(code -> "`" + code.code() + "`").collect(Collectors.joining(", "));
    }

    /** Codes by status. */
    static ObjectNode codes(Set<ErrorCode> problems) {
        var codes = NODES.objectNode();
        byStatus(problems).forEach((status, all) -> {
            var array = codes.putArray(Integer.toString(status));
            all.forEach(code -> array.add(code.code()));
        });
        return codes;
    }

    /** What {@link #of} refers to, and the responses that are no problems. */
    static ObjectNode components(Set<ErrorCode> problems, ObjectNode others) {
        var responses = others.deepCopy();
        byStatus(problems)
                .forEach((status, codes) -> responses.set(shared(status).name(), response(status, codes)));
        return responses;
    }

    private static ObjectNode response(int status, List<ErrorCode> codes) {
        var response = NODES.objectNode().put("description", shared(status).description());
        var headers = response.putObject("headers");
        headers.putObject("X-Request-Id").put("$ref", "#/components/headers/RequestId");
        if (mayRetry(status)) {
            headers.putObject("Retry-After").put("$ref", "#/components/headers/RetryAfter");
        }
        var media = response.putObject("content").putObject(ProblemJson.MEDIA_TYPE);
        media.putObject("schema").put("$ref", "#/components/schemas/Problem");
        var examples = media.putObject("examples");
        codes.forEach(code -> examples.putObject(code.code()).set("value", example(code)));
        return response;
    }

    private static JsonNode example(ErrorCode code) {
        var problem = Problem.of(code);
        try {
            return JSON.readTree(ProblemJson.of(mayRetry(code.status()) ? problem.retryAfter(RETRY_AFTER) : problem));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean mayRetry(int status) {
        return status == 429 || status == 503;
    }

    private static Map<Integer, List<ErrorCode>> byStatus(Set<ErrorCode> problems) {
        return problems.stream()
                .sorted()
                .collect(Collectors.groupingBy(ErrorCode::status, TreeMap::new, Collectors.toList()));
    }

    private static Shared shared(int status) {
        var shared = BY_STATUS.get(status);
        if (shared == null) {
            throw new IllegalStateException("Problems with status " + status + " have no shared response.");
        }
        return shared;
    }
}
