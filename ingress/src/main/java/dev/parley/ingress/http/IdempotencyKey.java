package dev.parley.ingress.http;

import dev.parley.edge.api.Ids;
import dev.parley.edge.api.Problem;
import dev.parley.schemas.errors.ErrorCode;
import io.undertow.util.HeaderMap;
import io.undertow.util.HttpString;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The idempotency key of a write. */
final class IdempotencyKey {
    private static final HttpString NAME = new HttpString("Idempotency-Key");

    private IdempotencyKey() {}

    /**
     * Null where the client gave none.
     *
     * @throws RefusedException it has no legal form
     */
    static @Nullable String of(HeaderMap headers) {
        var values = headers.get(NAME);
        if (values == null) {
            return null;
        }
        var key = values.size() == 1 ? PercentCoding.utf8(values.getFirst()) : Optional.<String>empty();
        return key.filter(Ids::isActionId)
                .orElseThrow(
                        () -> new RefusedException(
                                Problem.at(
                                        NAME.toString(),
                                        ErrorCode.FIELD_INVALID,
                                        "Idempotency-Key must be sent once: 1 to 255 characters of UTF-8 without control characters.")));
    }
}
