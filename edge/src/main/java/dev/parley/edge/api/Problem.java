package dev.parley.edge.api;

import dev.parley.edge.identity.Authentication;
import dev.parley.edge.log.Answer;
import dev.parley.schemas.errors.ErrorCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An error as clients see it: one of {@link ErrorCode}, or a code that only a newer topology knows.
 *
 * @param status the HTTP status
 * @param code stable, kebab-case
 * @param detail a sentence for people that says what to do; no internals
 * @param field the field at fault
 * @param retryAfter when to try again
 */
public record Problem(
        int status,
        String code,
        String detail,
        @Nullable String field,
        @Nullable Duration retryAfter) {
    private static final int CONFLICT = 409;

    public static Problem of(ErrorCode error) {
        return of(error, error.detail());
    }

    /** With a text that says more about this request than the catalogue can. */
    public static Problem of(ErrorCode error, String detail) {
        return new Problem(error.status(), error.code(), detail, error.field(), null);
    }

    /** A fault of one field. */
    public static Problem at(String field, ErrorCode error, String detail) {
        return new Problem(error.status(), error.code(), detail, field, null);
    }

    /** What a topology refused with; 409 for a code that this version does not know. */
    public static Problem of(Answer.Rejected rejected) {
        var known = ErrorCode.find(rejected.code());
        var field = rejected.field() == null ? known.map(ErrorCode::field).orElse(null) : rejected.field();
        return new Problem(
                known.map(ErrorCode::status).orElse(CONFLICT),
                rejected.code(),
                rejected.detail(),
                field,
                rejected.retryAfter());
    }

    public static Problem of(Answer.Unknown unknown) {
        return of(unknown.code(), unknown.detail()).retryAfter(unknown.retryAfter());
    }

    public static Problem of(Authentication.Refused refused) {
        return of(refused.code(), refused.detail());
    }

    public Problem retryAfter(Duration delay) {
        return new Problem(status, code, detail, field, delay);
    }

    public boolean is(ErrorCode error) {
        return code.equals(error.code());
    }
}
