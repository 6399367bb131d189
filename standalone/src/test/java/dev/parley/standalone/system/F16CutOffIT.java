package dev.parley.standalone.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.standalone.guarantee.Ledger;
import dev.parley.testkit.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** Fault 16: whoever may no longer act is cut off within five seconds, and gets nothing after. */
@ExtendWith(SharedPlatform.class)
@TestInstance(Lifecycle.PER_CLASS)
class F16CutOffIT {
    private static final Duration AT_MOST = Duration.ofSeconds(5);
    private static final int UNAUTHENTICATED = 4001;

    private final TestPlatform platform;
    private final Tenant tenant;

    F16CutOffIT(TestPlatform platform) {
        this.platform = platform;
        this.tenant = platform.tenant("cut-off");
    }

    @Test
    void cutsOffWhoIsDeactivatedWithEveryTokenSoFar() {
        var ann = tenant.user("ann");
        var ben = tenant.user("ben");
        var follower = connected(ben);
        say(ann, "ben", "before");
        Eventually.isTrue("the message before", AT_MOST, () -> follower.position("d:ann:ben") == 1);

        post("/v1/users/ben/deactivate");
        assertEquals(UNAUTHENTICATED, follower.closeCode(AT_MOST));
        assertEquals(401, ben.rest().get("/v1/me").status());

        post("/v1/users/ben/reactivate");
        Eventually.isTrue("ben to be back", AT_MOST, () -> canAct("ben"));
        assertEquals("token-revoked", ben.rest().get("/v1/me").expect(401).code(), "an old token stays void");
        say(ann, "ben", "after");
        assertEquals(1, follower.events().size(), "nothing is delivered after");
    }

    @Test
    void cutsOffWhoseTokenExpires() {
        tenant.user("cat");
        var token = tenant.server()
                .post("/v1/users/cat/tokens", Map.of("ttlSeconds", 3))
                .expect(201);
        var cat = new ChatUser(tenant.id(), "cat", token.text("token"), platform.address());
        var follower = connected(cat);

        var expiry = Duration.between(Instant.now(), Instant.parse(token.text("expiresAt")));
        assertEquals(UNAUTHENTICATED, follower.closeCode(expiry.plus(AT_MOST)));
        assertEquals("token-expired", cat.rest().get("/v1/me").expect(401).code());
    }

    @Test
    void cutsOffASessionThatIsCutAndNoOtherOfItsUser() {
        var dan = tenant.user("dan");
        tenant.user("eli");
        var phone = session("eli");
        var desk = session("eli");
        var cut = connected(phone.user(), "phone");
        var other = connected(desk.user(), "desk");
        say(dan, "eli", "before");
        Eventually.isTrue("the message before", AT_MOST, () -> cut.position("d:dan:eli") == 1);

        var rest = desk.user().rest();
        assertTrue(sessions(rest, "eli").containsAll(List.of(phone.id(), desk.id())));
        rest.delete("/v1/users/eli/sessions/" + phone.id(), "cut").expect(204);
        assertEquals(UNAUTHENTICATED, cut.closeCode(AT_MOST));
        assertEquals(
                "token-revoked", phone.user().rest().get("/v1/me").expect(401).code());

        say(dan, "eli", "after");
        Eventually.isTrue("the message after", AT_MOST, () -> other.position("d:dan:eli") == 2);
        assertEquals(1, cut.events().size(), "nothing is delivered after");
        assertFalse(sessions(rest, "eli").contains(phone.id()));
        assertTrue(sessions(rest, "eli").contains(desk.id()));
    }

    /** A token of a user, and its session. */
    private record Session(String id, ChatUser user) {}

    private static List<String> sessions(RestClient rest, String user) {
        var page = rest.get("/v1/users/" + user + "/sessions").expect(200).body();
        return page.path("items").findValuesAsText("id");
    }

    private Session session(String user) {
        var token =
                tenant.server().post("/v1/users/" + user + "/tokens", Map.of()).expect(201);
        return new Session(token.text("id"), new ChatUser(tenant.id(), user, token.text("token"), platform.address()));
    }

    private Follower connected(ChatUser user) {
        return connected(user, "phone");
    }

    private Follower connected(ChatUser user, String device) {
        var follower = new Follower(user, device, new Ledger());
        follower.connect(platform.address());
        return follower;
    }

    private boolean canAct(String user) {
        var token = tenant.server().post("/v1/users/" + user + "/tokens", Map.of());
        return token.status() == 201
                && RestClient.withToken(platform.address(), token.text("token"))
                                .get("/v1/me")
                                .status()
                        == 200;
    }

    private void post(String path) {
        tenant.server().post(path, Map.of()).expect(200);
    }

    private static void say(ChatUser from, String to, String id) {
        from.say(Map.of("user", to), id, "hello").expect(201);
    }
}
