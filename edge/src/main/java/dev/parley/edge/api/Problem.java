package dev.parley.edge.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An error as clients see it.
 *
 * @param status the HTTP status
 * @param code stable, kebab-case
 * @param detail a sentence for people, with the way out; no internals
 * @param field the field at fault
 * @param retryAfter when to try again
 */
public record Problem(
        int status,
        String code,
        String detail,
        @Nullable String field,
        @Nullable Duration retryAfter) {
    public static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, null, null);
    }

    public static Problem at(String field, String code, String detail) {
        return new Problem(400, code, detail, field, null);
    }
}
