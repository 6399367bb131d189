package dev.parley.edge.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.edge.directory.ApiKeySecret;
import dev.parley.edge.directory.KafkaTenantDirectory;
import dev.parley.edge.directory.KafkaUserDirectory;
import dev.parley.edge.directory.UserDirectory.UserFacts;
import dev.parley.edge.identity.Authentication.Refused;
import dev.parley.edge.identity.Authentication.Verified;
import dev.parley.schemas.ApiKeyScope;
import dev.parley.schemas.RevokedSession;
import dev.parley.schemas.Tenant;
import dev.parley.schemas.User;
import dev.parley.schemas.UserStatus;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A platform with two tenants, some users, and a clock that a test may turn. */
final class IdentityFixture implements InstantSource {
    static final ECKey KEY = newKey();
    static final ECKey FOREIGN_KEY = newKey();
    static final Duration HOUR = Duration.ofHours(1);

    private Instant now = Instant.parse("2026-11-22T10:00:00.500Z");

    final InMemoryRegistry registry = new InMemoryRegistry();
    final KafkaUserDirectory users = new KafkaUserDirectory(registry);
    final KafkaTenantDirectory tenants = new KafkaTenantDirectory(registry);
    final TokenKeys keys = TokenKeys.parse(new JWKSet(KEY).toString(false), "test");
    final Identity identity = Identity.of(keys, tenants, users, new InMemoryRedeemedTickets(this), this);
    final Authenticator authenticator = identity.authenticator();

    IdentityFixture() {
        user("acme", "alice", 1, UserStatus.ACTIVE, 0);
        user("acme", "gone", 1, UserStatus.DEACTIVATED, 0);
        user("other", "mallory", 1, UserStatus.ACTIVE, 0);
    }

    @Override
    public Instant instant() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    void user(String tenant, String id, long version, UserStatus status, int epoch, String... revoked) {
        var ends = now.plus(HOUR);
        users.apply(new User(
                tenant,
                id,
                id,
                null,
                "default",
                List.of(),
                null,
                status,
                epoch,
                Stream.of(revoked)
                        .map(session -> new RevokedSession(session, ends))
                        .toList(),
                version,
                Instant.EPOCH,
                Instant.EPOCH));
    }

    String token(String tenant, String user) {
        return identity.tokens().mint(session(tenant, user, null)).token();
    }

    /** A session of the user's present epoch, which nobody has cut. */
    TokenSession session(String tenant, String user, @Nullable String device) {
        var epoch = users.find(tenant, user).map(UserFacts::tokenEpoch).orElse(0);
        var end = now.truncatedTo(ChronoUnit.SECONDS).plus(HOUR);
        return new TokenSession(tenant, user, UUID.randomUUID().toString(), device, epoch, end);
    }

    /** A new key of a tenant, which may be new as well. */
    ApiKeySecret.NewKey apiKey(String tenant, ApiKeyScope scope) {
        var key = ApiKeySecret.generate();
        var newcomer = new TenantProvisioning.Newcomer(tenant, tenant);
        take(TenantProvisioning.withKey(tenants.find(tenant), newcomer, key, scope, now));
        return key;
    }

    void take(Tenant tenant) {
        var value = new AvroWriter<Tenant>(registry, "tenants", Tenant.getClassSchema()).write(tenant);
        tenants.onTenant(new ConsumerRecord<>("tenants", 0, 0, Keys.of(tenant.getId()), value));
    }

    /** Claims that are in order. */
    JWTClaimsSet.Builder claims(String audience) {
        return new JWTClaimsSet.Builder()
                .issuer("parley")
                .audience(audience)
                .claim("tenant", "acme")
                .subject("alice")
                .claim("sid", "s1")
                .claim("epoch", 0)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(HOUR)));
    }

    static String signed(JWTClaimsSet claims) {
        return signed(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(KEY.getKeyID()).build(), claims, KEY);
    }

    static String signed(JWSHeader header, JWTClaimsSet claims, ECKey key) {
        try {
            var token = new SignedJWT(header, claims);
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    static Optional<String> refusal(Authentication authentication) {
        return switch (authentication) {
            case Refused(var code, var _) -> Optional.of(code.code());
            case Verified _ -> Optional.empty();
        };
    }

    static Caller verified(Authentication authentication) {
        return switch (authentication) {
            case Verified(var caller) -> caller;
            case Refused refused -> throw new AssertionError(refused);
        };
    }

    private static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
