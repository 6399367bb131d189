package dev.parley.ingress.http;

import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import java.util.Arrays;

/** Spares a client the body that it has already. */
final class Conditional {
    private static final int NOT_MODIFIED = 304;

    private Conditional() {}

    static Reply apply(Reply reply, HeaderMap request) {
        var tag = reply.headers().get("ETag");
        var known = request.get(Headers.IF_NONE_MATCH);
        if (tag == null || known == null || reply.status() != 200) {
            return reply;
        }
        var isKnown = known.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .anyMatch(value -> value.equals("*") || value.equals(tag) || value.equals("W/" + tag));
        return isKnown ? notModified(tag, reply.headers().getOrDefault("Cache-Control", "private, no-cache")) : reply;
    }

    private static Reply notModified(String tag, String caching) {
        return Reply.empty(NOT_MODIFIED).with("ETag", tag).with("Cache-Control", caching);
    }
}
