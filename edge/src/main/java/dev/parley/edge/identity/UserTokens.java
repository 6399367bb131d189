package dev.parley.edge.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;

/** Tokens that act as a user: JWTs signed with ES256. Safe for many threads. */
public final class UserTokens {
    private static final String AUDIENCE = "parley";
    private static final int MAX_CACHED = 100_000;
    private static final Duration CACHED_FOR = Duration.ofHours(1);

    private final TokenKeys keys;
    private final InstantSource clock;
    /** By digest, so that the cache holds no token that could be stolen from a heap dump. */
    private final Cache<ByteBuffer, Claims> verified = Caffeine.newBuilder()
            .maximumSize(MAX_CACHED)
            .expireAfterAccess(CACHED_FOR)
            .build();

    UserTokens(TokenKeys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** A token of a session that is in the log. */
    public MintedToken mint(TokenSession session) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(Claims.ISSUER)
                .audience(AUDIENCE)
                .claim("tenant", session.tenant())
                .subject(session.user())
                .claim("sid", session.id())
                .claim("epoch", session.epoch())
                .issueTime(Date.from(clock.instant().truncatedTo(ChronoUnit.SECONDS)))
                .expirationTime(Date.from(session.expiresAt()));
        if (session.device() != null) {
            claims.claim("device", session.device());
        }
        return new MintedToken(session.id(), keys.sign(claims.build()), session.expiresAt());
    }

    /** The public keys, for whoever wants to verify tokens. */
    public String jwksJson() {
        return keys.jwksJson();
    }

    /** What a genuine token claims. Whether it still counts is another question, to be asked on each use. */
    Optional<Claims> read(String token) {
        if (token.length() > TokenKeys.MAX_TOKEN_LENGTH) {
            return Optional.empty();
        }
        var digest = digest(token);
        var known = verified.getIfPresent(digest);
        if (known != null) {
            return Optional.of(known);
        }
        var claims = keys.verify(token).flatMap(set -> Claims.read(set, AUDIENCE));
        claims.ifPresent(it -> verified.put(digest, it));
        return claims;
    }

    private static ByteBuffer digest(String token) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
