package dev.parley.edge.identity;

import dev.parley.schemas.errors.ErrorCode;

/** Whether a caller could be verified. */
public sealed interface Authentication {
    record Verified(Caller caller) implements Authentication {}

    /** Not verified, and why. */
    record Refused(ErrorCode code, String detail) implements Authentication {}

    /** With the catalogue's text. */
    static Authentication refused(ErrorCode code) {
        return new Refused(code, code.detail());
    }
}
