package dev.parley.ingress.http;

import dev.parley.edge.api.Problem;
import dev.parley.schemas.errors.ErrorCode;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The version that a client wants to change, from {@code If-Match: "v41"}. */
final class IfMatch {
    private static final Pattern VERSION = Pattern.compile("\"v([0-9]{1,18})(-[0-9]{1,18})?\"");

    private IfMatch() {}

    /**
     * Null where the header is absent or {@code *}.
     *
     * @throws RefusedException it is no ETag of ours
     */
    static @Nullable Long of(HeaderMap headers) {
        var values = headers.get(Headers.IF_MATCH);
        if (values == null || (values.size() == 1 && values.getFirst().strip().equals("*"))) {
            return null;
        }
        var version = VERSION.matcher(values.getFirst().strip());
        if (values.size() > 1 || !version.matches()) {
            throw new RefusedException(Problem.at(
                    "If-Match", ErrorCode.FIELD_INVALID, "If-Match must be one ETag of an earlier answer, or *."));
        }
        return Long.parseLong(version.group(1));
    }
}
