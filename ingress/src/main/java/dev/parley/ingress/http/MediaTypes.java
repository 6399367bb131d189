package dev.parley.ingress.http;

import dev.parley.edge.api.Problem;
import dev.parley.schemas.errors.ErrorCode;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which bodies are taken: JSON in UTF-8, as it is. */
final class MediaTypes {
    private static final Pattern JSON =
            Pattern.compile("application/json\\s*(;\\s*charset\\s*=\\s*(utf-8|\"utf-8\")\\s*)?;?\\s*");

    private MediaTypes() {}

    /** Why a body under these headers is refused, before it is read. */
    static Optional<Problem> refusalOf(HeaderMap headers) {
        var encoding = headers.getFirst(Headers.CONTENT_ENCODING);
        if (encoding != null && !encoding.strip().equalsIgnoreCase("identity")) {
            return refusal("Send the body without Content-Encoding.");
        }
        var type = headers.getFirst(Headers.CONTENT_TYPE);
        return type != null
                        && JSON.matcher(type.strip().toLowerCase(Locale.ROOT)).matches()
                ? Optional.empty()
                : refusal(ErrorCode.MEDIA_TYPE_UNSUPPORTED.detail());
    }

    private static Optional<Problem> refusal(String detail) {
        return Optional.of(Problem.of(ErrorCode.MEDIA_TYPE_UNSUPPORTED, detail));
    }
}
