package dev.parley.edge.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a verified token or ticket claims, complete and well-formed.
 *
 * @param id of the token itself: the session of a user token, the one use of a ticket
 * @param expiresAt of the token itself
 */
record Claims(String tenant, String user, String session, int epoch, String id, Instant issuedAt, Instant expiresAt) {
    static final String ISSUER = "parley";
    /** By how much another node's clock may be ahead. */
    private static final Duration LEEWAY = Duration.ofSeconds(60);

    private static final int MAX_ID_LENGTH = 128;

    /** Empty where a claim is missing, has another form, or is meant for another audience. */
    static Optional<Claims> read(JWTClaimsSet set, String audience) {
        try {
            var tenant = set.getStringClaim("tenant");
            var user = set.getSubject();
            var session = set.getStringClaim("sid");
            var epoch = set.getIntegerClaim("epoch");
            var issuedAt = set.getIssueTime();
            var expiresAt = set.getExpirationTime();
            var id = set.getJWTID() == null ? session : set.getJWTID();
            var isForUs = ISSUER.equals(set.getIssuer()) && List.of(audience).equals(set.getAudience());
            if (!isForUs || !isShort(tenant) || !isShort(user) || !isShort(session) || !isShort(id)) {
                return Optional.empty();
            }
            if (epoch == null
                    || epoch < 0
                    || issuedAt == null
                    || expiresAt == null
                    || !issuedAt.toInstant().isBefore(expiresAt.toInstant())) {
                return Optional.empty();
            }
            return Optional.of(
                    new Claims(tenant, user, session, epoch, id, issuedAt.toInstant(), expiresAt.toInstant()));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    /** Whether it was issued at all, by clocks that agree to a minute. */
    boolean isIssued(Instant now) {
        return !issuedAt.isAfter(now.plus(LEEWAY));
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    private static boolean isShort(@Nullable String text) {
        return text != null && !text.isBlank() && text.length() <= MAX_ID_LENGTH;
    }
}
