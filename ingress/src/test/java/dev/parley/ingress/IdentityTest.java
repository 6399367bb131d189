package dev.parley.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.edge.identity.Authentication;
import dev.parley.schemas.ApiKeyScope;
import dev.parley.testkit.Eventually;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call what. */
class IdentityTest {
    private final RunningIngress ingress = RunningIngress.start();

    @AfterEach
    void stop() {
        ingress.close();
    }

    @Test
    void aMintedTokenActsAsItsUser() {
        ingress.user("alice");
        var minted = ingress.server()
                .post("/v1/users/alice/tokens", "{\"device\":\"phone-1\",\"ttlSeconds\":60}")
                .expect(201)
                .json();
        var expiresIn = Duration.between(
                Instant.now(), Instant.parse(minted.path("expiresAt").textValue()));
        assertTrue(expiresIn.toSeconds() > 50 && expiresIn.toSeconds() <= 60, expiresIn.toString());
        var me = ingress.client()
                .withToken(minted.path("token").textValue())
                .get("/v1/me")
                .expect(200);
        assertEquals("alice", me.json().path("id").textValue());
    }

    @Test
    void aTokenIsMintedForUsersThatThereAre() {
        ingress.server().post("/v1/users/nobody/tokens", "{}").expect(404, "user-not-found");
    }

    @Test
    void aSocketTicketIsGoodForOneUse() {
        var issued =
                ingress.user("alice").post("/v1/socket-tickets").expect(201).json();
        var ticket = issued.path("ticket").textValue();
        var redeemed = ingress.identity.authenticator().redeemTicket(ticket);
        assertTrue(redeemed instanceof Authentication.Verified(var caller)
                && caller.actor().get().equals("alice"));
        assertTrue(ingress.identity.authenticator().redeemTicket(ticket) instanceof Authentication.Refused);
    }

    @Test
    void publicKeysAreShownWithoutTheirPrivateHalf() {
        var keys = ingress.client().get("/.well-known/jwks.json").expect(200);
        assertFalse(keys.text().contains("\"d\""), "a private key is shown");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer x",
                "Bearer a.b.c",
                "Basic YTpi",
                "bearer eyJhbGciOiJub25lIn0.e30.",
                "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.AAAA"
            })
    void aTokenThatIsNoneOfOursIsRefused(String authorization) {
        ingress.client().with("Authorization", authorization).get("/v1/me").expect(401, "token-invalid");
    }

    @Test
    void aForgedTokenIsRefused() {
        ingress.user("alice");
        ingress.user("bob");
        var alice = ingress.token(RunningIngress.TENANT, "alice").split("\\.", -1);
        var bob = ingress.token(RunningIngress.TENANT, "bob").split("\\.", -1);
        var forged = alice[0] + "." + bob[1] + "." + alice[2];
        var refused = ingress.client().withToken(forged).get("/v1/me").expect(401, "token-invalid");
        assertEquals("Bearer", refused.header("WWW-Authenticate"));
    }

    @Test
    void nobodyIsRefused() {
        ingress.client().get("/v1/me").expect(401, "token-missing");
        ingress.client().with("X-Api-Key", "wrong").get("/v1/users").expect(401, "key-invalid");
    }

    @Test
    void anExpiredTokenIsRefused() {
        ingress.user("alice");
        var token = ingress.token(RunningIngress.TENANT, "alice", Duration.ofSeconds(2));
        var alice = ingress.client().withToken(token);
        Eventually.isTrue("the token expires", () -> alice.get("/v1/me").status() == 401);
        alice.get("/v1/me").expect(401, "token-expired");
    }

    @Test
    void callingInTwoWaysAtOnceIsRefused() {
        ingress.user("alice")
                .withKey(RunningIngress.TENANT, ApiKeyScope.FULL)
                .get("/v1/me")
                .expect(401, "token-invalid");
        ingress.user("alice").onBehalfOf("bob").get("/v1/me").expect(401, "token-invalid");
    }

    @ParameterizedTest
    @CsvSource({
        "READ_ONLY, POST, /v1/users, 403, key-scope",
        "READ_ONLY, POST, /v1/users/alice/tokens, 403, key-scope",
        "READ_ONLY, POST, /v1/messages, 403, key-scope",
        "READ_ONLY, POST, /v1/groups/team/join, 403, key-scope",
        "READ_ONLY, PATCH, /v1/users/alice, 403, key-scope",
        "READ_ONLY, POST, /v1/socket-tickets, 403, key-scope",
        "READ_ONLY, GET, /v1/me, 400, on-behalf-of-required",
        "AUTH_ONLY, GET, /v1/users, 403, key-scope",
        "AUTH_ONLY, GET, /v1/users/alice, 403, key-scope",
        "AUTH_ONLY, GET, /v1/conversations/g:team/events, 403, key-scope",
        "AUTH_ONLY, POST, /v1/messages, 403, key-scope",
        "FULL, POST, /v1/messages, 400, on-behalf-of-required",
        "FULL, POST, /v1/groups, 400, on-behalf-of-required",
        "FULL, POST, /v1/groups/team/join, 400, on-behalf-of-required",
        "FULL, POST, /v1/groups/team/leave, 400, on-behalf-of-required",
        "FULL, POST, /v1/socket-tickets, 403, key-scope",
    })
    void aKeyMayDoWhatItsScopeSays(ApiKeyScope scope, String method, String path, int status, String code) {
        ingress.client()
                .withKey(RunningIngress.TENANT, scope)
                .call(method, path)
                .expect(status, code);
        assertEquals(
                0,
                ingress.actions.actions().size() + ingress.actions.userActions().size());
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/users",
        "POST, /v1/users/alice/tokens",
        "POST, /v1/users/alice/deactivate",
        "POST, /v1/users/alice/reactivate",
    })
    void aUserIsNotTheServer(String method, String path) {
        ingress.user("alice").call(method, path).expect(403, "key-required");
    }

    @Test
    void anAuthOnlyKeyMintsTokens() {
        ingress.user("alice");
        ingress.client()
                .withKey(RunningIngress.TENANT, ApiKeyScope.AUTH_ONLY)
                .post("/v1/users/alice/tokens")
                .expect(201);
    }

    @Test
    void actingForSomebodyNeedsSomebody() {
        ingress.server().onBehalfOf("nobody").get("/v1/me").expect(404, "on-behalf-of-unknown");
        ingress.server().onBehalfOf("%ff").get("/v1/me").expect(400, "field-invalid");
    }

    @Test
    void aTokenOfOneTenantIsNobodyInAnother() {
        ingress.user(RunningIngress.OTHER_TENANT, "alice");
        ingress.user("bob");
        var foreigner = ingress.user(RunningIngress.OTHER_TENANT, "alice");
        var foreign = foreigner.get("/v1/users/bob").expect(404, "user-not-found");
        var missing = foreigner.get("/v1/users/nobody").expect(404, "user-not-found");
        assertEquals(missing.text(), foreign.text());
    }
}
