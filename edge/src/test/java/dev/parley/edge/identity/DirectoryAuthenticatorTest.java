package dev.parley.edge.identity;

import static dev.parley.edge.identity.IdentityFixture.refusal;
import static dev.parley.edge.identity.IdentityFixture.verified;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.parley.edge.identity.Caller.ServerCaller;
import dev.parley.schemas.ApiKey;
import dev.parley.schemas.ApiKeyScope;
import dev.parley.schemas.Tenant;
import dev.parley.schemas.UserStatus;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryAuthenticatorTest {
    private final IdentityFixture platform = new IdentityFixture();
    private final String apiKey = platform.apiKey("acme", ApiKeyScope.FULL).secret();
    private final String token = platform.token("acme", "alice");

    @Test
    void verifiesAServerByItsKey() {
        var caller = (ServerCaller) verified(authenticate(null, apiKey, null));
        assertEquals("acme", caller.tenant());
        assertEquals(ApiKeyScope.FULL, caller.scope());
        assertEquals(Optional.empty(), caller.actor());
    }

    @Test
    void letsAServerActForAnActiveUserOfItsTenant() {
        assertEquals(
                Optional.of("alice"),
                verified(authenticate(null, apiKey, "alice")).actor());
        assertRefused("actor-inactive", authenticate(null, apiKey, "gone"));
        assertRefused("on-behalf-of-unknown", authenticate(null, apiKey, "nobody"));
        assertRefused("on-behalf-of-unknown", authenticate(null, apiKey, "mallory"));
        assertRefused("on-behalf-of-unknown", authenticate(null, apiKey, ""));
        assertRefused("on-behalf-of-unknown", authenticate(null, apiKey, "../other/mallory"));
    }

    @Test
    void treatsADeletedUserAsOneWhoNeverWas() {
        platform.user("acme", "gone", 2, UserStatus.DELETED, 0);
        assertRefused("on-behalf-of-unknown", authenticate(null, apiKey, "gone"));
    }

    @Test
    void waitsForTheHolderOfATokenWhoIsNewHere() {
        var early = platform.token("acme", "newcomer");
        Thread.startVirtualThread(() -> {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            platform.user("acme", "newcomer", 1, UserStatus.ACTIVE, 0);
        });
        assertEquals(Optional.empty(), refusal(authenticate("Bearer " + early, null, null)));
    }

    @Test
    void takesEitherATokenOrAKey() {
        assertRefused("token-missing", authenticate(null, null, null));
        assertRefused("token-missing", authenticate(null, null, "alice"));
        assertRefused("token-invalid", authenticate("Bearer " + token, apiKey, null));
        assertRefused("token-invalid", authenticate("Bearer " + token, "", null));
        assertRefused("token-invalid", authenticate("Bearer " + token, null, "alice"));
    }

    @Test
    void readsTheSchemeInAnyCase() {
        verified(authenticate("Bearer " + token, null, null));
        verified(authenticate("bearer " + token, null, null));
        verified(authenticate("BEARER " + token, null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Bearer",
                "Bearer ",
                "Bearer  %s",
                "Basic %s",
                "%s",
                "Bearer %s x",
                "Bearer\t%s",
                "Bearer %s,%s"
            })
    void refusesHostileHeaders(String header) {
        assertRefused("token-invalid", authenticate(header.replace("%s", token), null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "pk_", "null", "Bearer x", "pk_000000000000_0123456789012345678901234567890123456789012"
            })
    void refusesHostileKeys(String key) {
        assertRefused("key-invalid", authenticate(null, key, null));
        assertRefused("key-invalid", authenticate(null, key, "alice"));
    }

    @Test
    void rechecksAUser() {
        var caller = verified(authenticate("Bearer " + token, null, null));
        assertEquals(caller, verified(platform.authenticator.recheck(caller)));
        platform.user("acme", "alice", 2, UserStatus.ACTIVE, 1);
        assertRefused("token-revoked", platform.authenticator.recheck(caller));
        platform.pass(IdentityFixture.HOUR);
        assertRefused("token-expired", platform.authenticator.recheck(caller));
    }

    @Test
    void rechecksAServer() {
        var caller = verified(authenticate(null, apiKey, "alice"));
        assertEquals(caller, verified(platform.authenticator.recheck(caller)));
        platform.user("acme", "alice", 2, UserStatus.DEACTIVATED, 1);
        assertRefused("actor-inactive", platform.authenticator.recheck(caller));
        revokeKeys();
        assertRefused("key-invalid", platform.authenticator.recheck(caller));
        assertRefused("key-invalid", authenticate(null, apiKey, null));
    }

    @Test
    void keepsTheOtherKeysOfATenantWhenOneIsAdded() {
        var second = platform.apiKey("acme", ApiKeyScope.READ_ONLY);
        verified(authenticate(null, apiKey, null));
        assertEquals(
                ApiKeyScope.READ_ONLY, ((ServerCaller) verified(authenticate(null, second.secret(), null))).scope());
        assertEquals(2, platform.tenants.find("acme").orElseThrow().getRevision());
        assertFalse(platform.tenants.find("acme").orElseThrow().toString().contains(second.secret()));
    }

    private void revokeKeys() {
        var known = platform.tenants.find("acme").orElseThrow();
        var keys = known.getApiKeys().stream()
                .map(key ->
                        ApiKey.newBuilder(key).setRevokedAt(platform.instant()).build())
                .toList();
        platform.take(new Tenant("acme", "Acme", List.copyOf(keys), known.getSettings(), known.getRevision() + 1));
    }

    private Authentication authenticate(
            @Nullable String authorization, @Nullable String key, @Nullable String onBehalfOf) {
        return platform.authenticator.authenticate(authorization, key, onBehalfOf);
    }

    private static void assertRefused(String code, Authentication authentication) {
        assertEquals(Optional.of(code), refusal(authentication));
    }
}
