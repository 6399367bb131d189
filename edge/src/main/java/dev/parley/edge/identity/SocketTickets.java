package dev.parley.edge.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;

/** Tickets that open one socket within a minute, for clients that cannot send a header. Safe for many threads. */
public final class SocketTickets {
    private static final String AUDIENCE = "parley-socket";
    /** When the token behind the ticket expires, which is when the socket's time is over. */
    private static final String SESSION_EXPIRES = "session_exp";

    private static final Duration TTL = Duration.ofSeconds(60);

    private final TokenKeys keys;
    private final RedeemedTickets redeemed;
    private final InstantSource clock;

    SocketTickets(TokenKeys keys, RedeemedTickets redeemed, InstantSource clock) {
        this.keys = keys;
        this.redeemed = redeemed;
        this.clock = clock;
    }

    public IssuedTicket issue(Caller.UserCaller caller) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var expiresAt = now.plus(TTL);
        var claims = new JWTClaimsSet.Builder()
                .issuer(Claims.ISSUER)
                .audience(AUDIENCE)
                .claim("tenant", caller.tenant())
                .subject(caller.user())
                .claim("sid", caller.session())
                .claim("epoch", caller.epoch())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(expiresAt))
                .jwtID(UUID.randomUUID().toString())
                .claim(SESSION_EXPIRES, caller.expiresAt().getEpochSecond())
                .build();
        return new IssuedTicket(keys.sign(claims), expiresAt);
    }

    /** The caller for whom a genuine ticket was issued, once; empty for everything else. */
    Optional<Caller.UserCaller> redeem(String ticket) {
        return keys.verify(ticket).flatMap(this::callerOf);
    }

    private Optional<Caller.UserCaller> callerOf(JWTClaimsSet set) {
        var now = clock.instant();
        return Claims.read(set, AUDIENCE)
                .filter(claims -> set.getJWTID() != null
                        && set.getClaim(SESSION_EXPIRES) instanceof Number
                        && claims.isIssued(now)
                        && !claims.isExpired(now)
                        && redeemed.redeem(claims.id(), claims.expiresAt()))
                .map(claims -> new Caller.UserCaller(
                        claims.tenant(), claims.user(), claims.session(), claims.epoch(), sessionEnd(set)));
    }

    private static Instant sessionEnd(JWTClaimsSet set) {
        return set.getClaim(SESSION_EXPIRES) instanceof Number seconds
                ? Instant.ofEpochSecond(seconds.longValue())
                : Instant.EPOCH;
    }
}
