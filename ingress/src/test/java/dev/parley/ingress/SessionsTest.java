package dev.parley.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.edge.identity.Authentication;
import dev.parley.edge.redis.SeenSessions.Seen;
import dev.parley.schemas.ApiKeyScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that were given out, and how they are cut. */
class SessionsTest {
    private static final String SESSIONS = "/v1/users/alice/sessions";

    private final RunningIngress ingress = RunningIngress.start();

    SessionsTest() {
        ingress.user("alice");
    }

    @AfterEach
    void stop() {
        ingress.close();
    }

    /** A token that was given out, and its session. */
    private record Given(String id, String token, Client client) {}

    private Given given(String user, String body) {
        var minted = ingress.server()
                .post("/v1/users/" + user + "/tokens", body)
                .expect(201)
                .json();
        var token = minted.path("token").textValue();
        return new Given(minted.path("id").textValue(), token, ingress.client().withToken(token));
    }

    private static List<String> ids(JsonNode page) {
        var ids = new ArrayList<String>();
        page.path("items").forEach(item -> ids.add(item.path("id").textValue()));
        return ids;
    }

    @Test
    void aTokenBeginsASessionThatItsLocationNames() {
        var answer = ingress.server()
                .post("/v1/users/alice/tokens", "{\"device\":\"phone\",\"ttlSeconds\":60}")
                .expect(201);
        var session =
                ingress.server().get(answer.header("Location")).expect(200).json();
        assertEquals(answer.json().path("id"), session.path("id"));
        assertEquals("phone", session.path("device").textValue());
        assertEquals(answer.json().path("expiresAt"), session.path("expiresAt"));
        assertFalse(session.has("current"));
    }

    @Test
    void aRetryGetsATokenOfTheSameSession() {
        var server = ingress.server().withIdempotencyKey("k");
        var first = server.post("/v1/users/alice/tokens", "{\"device\":\"phone\"}")
                .expect(201)
                .json();
        var retry = server.post("/v1/users/alice/tokens", "{\"device\":\"phone\"}")
                .expect(201)
                .json();
        assertEquals(first.path("id"), retry.path("id"));
        assertEquals(first.path("expiresAt"), retry.path("expiresAt"));
        assertEquals(1, ids(ingress.server().get(SESSIONS).expect(200).json()).size());
        server.post("/v1/users/alice/tokens", "{\"device\":\"desk\"}").expect(409, "action-id-reused");
        server.post("/v1/users/alice/tokens", "{\"device\":\"phone\",\"ttlSeconds\":7}")
                .expect(409, "action-id-reused");
    }

    @Test
    void noTokenIsGivenOutWhileTheLogIsSilent() {
        ingress.actions.fallSilent();
        var answer = ingress.server().post("/v1/users/alice/tokens", "{}").expect(503, "log-unavailable");
        assertFalse(answer.json().has("token"));
        assertEquals("2", answer.header("Retry-After"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sessions", "tokens"})
    void sessionsAreListedNewestFirstAndPageByPage(String name) {
        var given = new ArrayList<Given>();
        for (var i = 0; i < 5; i++) {
            given.addFirst(given("alice", "{\"device\":\"d" + i + "\"}"));
        }
        given("alice", "{\"ttlSeconds\":60}");
        var expected = new ArrayList<>(given.stream().map(Given::id).toList());
        var me = given.getFirst().client();
        var all = me.get("/v1/users/alice/" + name).expect(200).json();
        assertEquals(6, all.path("items").size());
        assertTrue(ids(all).containsAll(expected));
        var paged = new ArrayList<String>();
        for (var cursor = ""; ; ) {
            var page = me.get("/v1/users/alice/" + name + "?limit=2" + cursor)
                    .expect(200)
                    .json();
            paged.addAll(ids(page));
            if (page.path("next").isNull()) {
                break;
            }
            cursor = "&cursor=" + page.path("next").textValue();
        }
        assertEquals(ids(all), paged);
        for (var item : all.path("items")) {
            var isMine = item.path("id").textValue().equals(given.getFirst().id());
            assertEquals(isMine, item.path("current").booleanValue());
        }
        var times = new ArrayList<String>();
        all.path("items").forEach(item -> times.add(item.path("createdAt").textValue()));
        assertEquals(times.stream().sorted((a, b) -> b.compareTo(a)).toList(), times);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "MTIz", "MTIzL2E", "Lw", "OTk5OTk5OTk5OTk5OTk5OTk5OS9h", "%00"})
    void aCursorIsOneOfAnEarlierAnswer(String cursor) {
        var answer = ingress.server().get(SESSIONS + "?cursor=" + cursor);
        if (!cursor.equals("MTIzL2E")) {
            answer.expect(400, "field-invalid");
        } else {
            answer.expect(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sessions", "tokens"})
    void aCutSessionActsNoMoreAndOthersDo(String name) {
        var phone = given("alice", "{\"device\":\"phone\"}");
        var desk = given("alice", "{\"device\":\"desk\"}");
        var ticket = phone.client()
                .post("/v1/socket-tickets")
                .expect(201)
                .json()
                .path("ticket")
                .textValue();
        desk.client()
                .call("DELETE", "/v1/users/alice/" + name + "/" + phone.id())
                .expect(204);
        phone.client().get("/v1/me").expect(401, "token-revoked");
        assertTrue(ingress.identity.authenticator().redeemTicket(ticket) instanceof Authentication.Refused);
        desk.client().get("/v1/me").expect(200);
        assertEquals(
                List.of(desk.id()), ids(desk.client().get(SESSIONS).expect(200).json()));
        desk.client().get(SESSIONS + "/" + phone.id()).expect(404, "session-not-found");
        desk.client().call("DELETE", SESSIONS + "/" + phone.id()).expect(204);
        desk.client().call("DELETE", SESSIONS + "/" + desk.id()).expect(204);
        desk.client().get(SESSIONS).expect(401, "token-revoked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sessions", "tokens"})
    void allSessionsAreCutAtOnce(String name) {
        var phone = given("alice", "{}");
        var desk = given("alice", "{}");
        var bob = ingress.user("bob");
        phone.client().call("DELETE", "/v1/users/alice/" + name).expect(204);
        phone.client().get("/v1/me").expect(401, "token-revoked");
        desk.client().get("/v1/me").expect(401, "token-revoked");
        bob.get("/v1/me").expect(200);
        assertEquals(List.of(), ids(ingress.server().get(SESSIONS).expect(200).json()));
        ingress.server().call("DELETE", SESSIONS + "/" + desk.id()).expect(404, "session-not-found");
        var next = given("alice", "{}");
        next.client().get("/v1/me").expect(200);
        assertEquals(
                List.of(next.id()), ids(next.client().get(SESSIONS).expect(200).json()));
    }

    @Test
    void whatWasCutIsNotListedThoughTheStoreIsBehind() {
        var phone = given("alice", "{}");
        var desk = given("alice", "{}");
        ingress.store.fallBehind();
        desk.client().call("DELETE", SESSIONS + "/" + phone.id()).expect(204);
        assertEquals(
                List.of(desk.id()), ids(desk.client().get(SESSIONS).expect(200).json()));
        desk.client().get(SESSIONS + "/" + phone.id()).expect(404, "session-not-found");
        ingress.server().call("DELETE", SESSIONS).expect(204);
        assertEquals(List.of(), ids(ingress.server().get(SESSIONS).expect(200).json()));
    }

    @Test
    void noListIsShownWithoutASessionThatWasJustOpened() throws InterruptedException {
        ingress.store.fallBehind();
        var opened = given("alice", "{}");
        opened.client().get(SESSIONS).expect(503, "read-behind");
        var catchUp = Thread.ofVirtual().start(ingress.store::catchUp);
        assertEquals(
                List.of(opened.id()),
                ids(opened.client().get(SESSIONS).expect(200).json()));
        catchUp.join();
    }

    @Test
    void sessionsTellWhenTheyWereLastConnectedWhereItIsKnown() {
        var phone = given("alice", "{}");
        var desk = given("alice", "{}");
        var hidden = phone.client().get(SESSIONS + "/" + phone.id()).expect(200).json();
        assertFalse(hidden.has("connected") || hidden.has("lastSeenAt"));
        var at = Instant.parse("2026-03-01T09:30:00.000Z");
        ingress.seen.seen.put(phone.id(), new Seen(at, true));
        ingress.seen.isDown = false;
        var seen = phone.client().get(SESSIONS + "/" + phone.id()).expect(200).json();
        assertTrue(seen.path("connected").booleanValue());
        assertEquals("2026-03-01T09:30:00.000Z", seen.path("lastSeenAt").textValue());
        var never = phone.client().get(SESSIONS + "/" + desk.id()).expect(200).json();
        assertTrue(never.has("connected"));
        assertFalse(never.path("connected").booleanValue() || never.has("lastSeenAt"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/users/alice/sessions",
        "GET, /v1/users/alice/sessions/ID",
        "DELETE, /v1/users/alice/sessions/ID",
        "DELETE, /v1/users/alice/sessions",
        "GET, /v1/users/alice/tokens",
        "GET, /v1/users/alice/tokens/ID",
        "DELETE, /v1/users/alice/tokens/ID",
        "DELETE, /v1/users/alice/tokens",
    })
    void nobodyElseLearnsOfASession(String method, String path) {
        var session = given("alice", "{}");
        var call = path.replace("ID", session.id());
        var nobody = call.replace("alice", "nobody");
        ingress.user(RunningIngress.OTHER_TENANT, "eve");
        for (var stranger : List.of(
                ingress.user("bob"),
                ingress.server().onBehalfOf("bob"),
                ingress.user(RunningIngress.OTHER_TENANT, "eve"),
                ingress.client().withKey(RunningIngress.OTHER_TENANT, ApiKeyScope.FULL))) {
            var refused = stranger.call(method, call);
            assertEquals(404, refused.status());
            assertEquals(stranger.call(method, nobody).text(), refused.text());
        }
        ingress.client()
                .withKey(RunningIngress.TENANT, ApiKeyScope.READ_ONLY)
                .call(method, call)
                .expect(403, "key-scope");
        session.client().get("/v1/me").expect(200);
    }

    @Test
    void aServerCutsForItsUsersAndForTheOneItActsAs() {
        var one = given("alice", "{}");
        var other = given("alice", "{}");
        var auth = ingress.client().withKey(RunningIngress.TENANT, ApiKeyScope.AUTH_ONLY);
        assertEquals(2, ids(auth.get(SESSIONS).expect(200).json()).size());
        auth.call("DELETE", SESSIONS + "/" + one.id()).expect(204);
        ingress.server()
                .onBehalfOf("alice")
                .call("DELETE", SESSIONS + "/" + other.id())
                .expect(204);
        one.client().get("/v1/me").expect(401, "token-revoked");
        other.client().get("/v1/me").expect(401, "token-revoked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "0c6d2f8e-54a1-4f0b-9a55-0e7c1d8a2b34", "01930e7b-6c3a-7d2e-9f40-5b1c2a3d4e5f", "%00"})
    void aSessionThatNeverWasIsNotFound(String id) {
        ingress.server().call("DELETE", SESSIONS + "/" + id).expect(404, "session-not-found");
        ingress.server().get(SESSIONS + "/" + id).expect(404, "session-not-found");
    }

    @Test
    void aSessionIsTheSameInEitherCase() {
        var session = given("alice", "{}");
        var upper = session.id().toUpperCase(Locale.ROOT);
        assertNotEquals(session.id(), upper);
        ingress.server().get(SESSIONS + "/" + upper).expect(200);
        ingress.server().call("DELETE", SESSIONS + "/" + upper).expect(204);
        session.client().get("/v1/me").expect(401, "token-revoked");
    }
}
