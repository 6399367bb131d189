package dev.parley.ingress.http;

import dev.parley.edge.api.Problem;
import dev.parley.edge.api.ProblemJson;
import java.util.Map;
import java.util.TreeMap;

/** An answer, whole. */
public record Reply(int status, Map<String, String> headers, byte[] body) {
    private static final String CONTENT_TYPE = "Content-Type";
    private static final String CACHE_CONTROL = "Cache-Control";
    private static final int UNAUTHORIZED = 401;
    private static final int MILLIS_PER_SECOND = 1_000;

    public static Reply json(int status, byte[] body) {
        return new Reply(status, Map.of(CONTENT_TYPE, "application/json", CACHE_CONTROL, "no-store"), body);
    }

    public static Reply empty(int status) {
        return new Reply(status, Map.of(), new byte[0]);
    }

    public static Reply problem(Problem problem) {
        var reply = new Reply(
                problem.status(),
                Map.of(CONTENT_TYPE, ProblemJson.MEDIA_TYPE, CACHE_CONTROL, "no-store"),
                ProblemJson.of(problem));
        if (problem.status() == UNAUTHORIZED) {
            reply = reply.with("WWW-Authenticate", "Bearer");
        }
        var retryAfter = problem.retryAfter();
        return retryAfter == null
                ? reply
                : reply.with("Retry-After", Long.toString(Math.ceilDiv(retryAfter.toMillis(), MILLIS_PER_SECOND)));
    }

    public Reply with(String name, String value) {
        var more = new TreeMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, body);
    }

    /** Lets clients ask whether they have this version already; for bodies that change with the version only. */
    public Reply withVersion(long version) {
        return withTag("v" + version);
    }

    /** As {@link #withVersion}, for bodies that also change, or show a {@code seq}, under the same version. */
    public Reply withVersion(long version, long seq) {
        return withTag("v" + version + "-" + seq);
    }

    private Reply withTag(String tag) {
        return with("ETag", "\"" + tag + "\"").with(CACHE_CONTROL, "private, no-cache");
    }
}
