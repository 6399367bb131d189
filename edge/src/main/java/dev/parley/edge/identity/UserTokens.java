package dev.parley.edge.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.parley.edge.directory.UserDirectory;
import dev.parley.edge.directory.UserDirectory.UserFacts;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tokens that act as a user: JWTs signed with ES256. Safe for many threads. */
public final class UserTokens {
    private static final String AUDIENCE = "parley";
    private static final int MAX_CACHED = 100_000;
    private static final Duration CACHED_FOR = Duration.ofHours(1);

    private final TokenKeys keys;
    private final UserDirectory users;
    private final InstantSource clock;
    /** By digest, so that the cache holds no token that could be stolen from a heap dump. */
    private final Cache<ByteBuffer, Claims> verified = Caffeine.newBuilder()
            .maximumSize(MAX_CACHED)
            .expireAfterAccess(CACHED_FOR)
            .build();

    UserTokens(TokenKeys keys, UserDirectory users, InstantSource clock) {
        this.keys = keys;
        this.users = users;
        this.clock = clock;
    }

    /** A token of the user's present epoch. Whether there is such a user was asked before; for nobody it is worth nothing. */
    public MintedToken mint(String tenant, String user, @Nullable String device, Duration ttl) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var session = UUID.randomUUID().toString();
        var expiresAt = now.plus(ttl);
        var claims = new JWTClaimsSet.Builder()
                .issuer(Claims.ISSUER)
                .audience(AUDIENCE)
                .claim("tenant", tenant)
                .subject(user)
                .claim("sid", session)
                .claim(
                        "epoch",
                        users.find(tenant, user).map(UserFacts::tokenEpoch).orElse(0))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(expiresAt));
        if (device != null) {
            claims.claim("device", device);
        }
        return new MintedToken(session, keys.sign(claims.build()), expiresAt);
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
