package dev.parley.ingress.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.edge.api.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Problems as {@code application/problem+json}. */
final class ProblemJson {

    private ProblemJson() {}

    static byte[] of(Problem problem) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("type", "urn:parley:problem:" + problem.code());
        json.put("title", titleOf(problem.code()));
        json.put("status", problem.status());
        json.put("code", problem.code());
        json.put("detail", problem.detail());
        if (problem.field() != null) {
            json.put("field", problem.field());
        }
        if (problem.retryAfter() != null) {
            json.put("retryAfterMs", problem.retryAfter().toMillis());
        }
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String titleOf(String code) {
        var words = code.replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
