package dev.parley.operator.doctor;

import java.time.Duration;
import java.time.Instant;

/** Checks of certificates. Pure. */
final class CertificateChecks {
    private static final Duration URGENT = Duration.ofDays(14);
    private static final Duration SOON = Duration.ofDays(30);

    private CertificateChecks() {}

    /** @param notAfter when the certificate of the address ends */
    static Finding of(String address, Instant notAfter, Instant now) {
        var left = Duration.between(now, notAfter);
        var found = left.isNegative()
                ? "its certificate expired " + left.negated().toDays() + " days ago"
                : "its certificate is valid for " + left.toDays() + " days";
        if (left.compareTo(URGENT) < 0) {
            return Finding.wrong(address, found, "Renew it now, and have the proxy read it again.");
        }
        return left.compareTo(SOON) < 0
                ? Finding.advice(address, found, "See that its renewal works.")
                : Finding.ok(address, found);
    }
}
