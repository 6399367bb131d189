package dev.parley.edge.api;

import dev.parley.edge.identity.Authentication;
import dev.parley.edge.log.Answer;
import org.jspecify.annotations.Nullable;

/** Stable codes and their HTTP status, for both edges. */
public final class Codes {
    private Codes() {}

    public static Problem problemOf(Answer.Rejected rejected) {
        return new Problem(statusOf(rejected.code()), rejected.code(), rejected.detail(), fieldOf(rejected), null);
    }

    public static Problem problemOf(Answer.Unknown unknown) {
        return new Problem(503, unknown.code(), unknown.detail(), null, unknown.retryAfter());
    }

    public static Problem problemOf(Authentication.Refused refused) {
        return Problem.of(statusOf(refused.code()), refused.code(), refused.detail());
    }

    /** 409 for a code that a newer topology may give. */
    public static int statusOf(String code) {
        return switch (code) {
            case "reply-to-unknown", "parent-unknown", "on-behalf-of-required" -> 400;
            case "token-missing", "token-invalid", "token-expired", "token-revoked", "key-invalid" -> 401;
            case "not-a-member", "not-invited", "password-wrong", "actor-inactive", "key-scope" -> 403;
            case "group-not-found", "user-not-found", "on-behalf-of-unknown", "receiver-unknown" -> 404;
            case "conversation-not-found", "message-not-found" -> 404;
            case "log-unavailable", "store-unavailable", "read-behind", "too-busy" -> 503;
            case "internal" -> 500;
            default -> 409;
        };
    }

    private static @Nullable String fieldOf(Answer.Rejected rejected) {
        return switch (rejected.code()) {
            case "reply-to-unknown" -> "replyToId";
            case "parent-unknown" -> "parentId";
            default -> rejected.field();
        };
    }
}
