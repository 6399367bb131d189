package dev.parley.edge.identity;

/** Whether a caller could be verified. */
public sealed interface Authentication {
    record Verified(Caller caller) implements Authentication {}

    /** Not verified: a stable code ({@code token-missing}, {@code token-invalid}, {@code token-expired}, {@code token-revoked}, {@code key-invalid}, …). */
    record Refused(String code, String detail) implements Authentication {}
}
