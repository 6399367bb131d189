package dev.parley.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.ingress.http.PercentCoding;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users: created, read, changed, stopped. */
class UsersTest {
    private static final String ALICE =
            "{\"id\":\"alice\",\"name\":\"Alice\",\"tags\":[\"a\"],\"metadata\":{\"n\":1.50}}";

    private final RunningIngress ingress = RunningIngress.start();

    @AfterEach
    void stop() {
        ingress.close();
    }

    @Test
    void aCreatedUserIsReadAsItWasAnswered() {
        var created = ingress.server().post("/v1/users", ALICE).expect(201);
        assertEquals("\"v1\"", created.header("ETag"));
        assertEquals("/v1/users/alice", created.header("Location"));
        var read = ingress.server().get("/v1/users/alice").expect(200);
        assertEquals(created.text(), read.text());
        assertTrue(read.text().contains("\"n\":1.50"), read.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nick|away",
                "[bot]",
                "a^b`c",
                "Zoë",
                "名前",
                "a%41b",
                "50%",
                "a+b",
                "x;y=z",
                "..",
                "a?b#c",
                "\"q\"",
                "🦉"
            })
    void anIdOfAnyCharactersFindsItsWayThroughTheUrl(String id) {
        var body = JsonNodeFactory.instance.objectNode().put("id", id).put("name", "n");
        var created = ingress.server().post("/v1/users", body.toString()).expect(201);
        assertEquals(id, created.json().path("id").textValue());
        var read = ingress.server().get("/v1/users/" + PercentCoding.encode(id)).expect(200);
        assertEquals(created.text(), read.text());
        assertEquals(
                created.text(), ingress.server().get(created.header("Location")).text());
        var me = ingress.server()
                .onBehalfOf(PercentCoding.encode(id))
                .get("/v1/me")
                .expect(200);
        assertEquals(id, me.json().path("id").textValue());
    }

    @Test
    void aUserIsCreatedOnce() {
        ingress.server().post("/v1/users", ALICE).expect(201);
        ingress.server().post("/v1/users", ALICE).expect(409, "user-exists");
    }

    @Test
    void aRetriedCreationGivesTheSameBytes() {
        var retrying = ingress.server().withIdempotencyKey("k1");
        var first = retrying.post("/v1/users", ALICE).expect(201);
        assertEquals(first.text(), retrying.post("/v1/users", ALICE).expect(201).text());
        retrying.post("/v1/users", ALICE.replace("Alice", "Alicia")).expect(409, "action-id-reused");
    }

    @Test
    void theServerChangesEverything() {
        ingress.user("alice");
        var changed = ingress.server()
                .patch("/v1/users/alice", "{\"name\":\"A\",\"role\":\"vip\",\"tags\":[\"x\"],\"metadata\":null}")
                .expect(200);
        assertEquals("vip", changed.json().path("role").textValue());
        assertEquals("\"v2\"", changed.header("ETag"));
        ingress.server().patch("/v1/users/nobody", "{\"name\":\"A\"}").expect(404, "user-not-found");
    }

    @Test
    void aUserChangesItsOwnNameAndNotItsRole() {
        var alice = ingress.user("alice");
        ingress.user("bob");
        var changed = alice.patch("/v1/users/alice", "{\"name\":\"Al\",\"avatarUrl\":\"https://x.org/a.png\"}");
        assertEquals("Al", changed.expect(200).json().path("name").textValue());
        var refused = alice.patch("/v1/users/alice", "{\"role\":\"admin\"}").expect(403, "key-required");
        assertEquals("role", refused.json().path("field").textValue());
        alice.patch("/v1/users/bob", "{\"name\":\"B\"}").expect(403, "key-required");
        ingress.server()
                .onBehalfOf("alice")
                .patch("/v1/users/bob", "{\"name\":\"B\"}")
                .expect(403, "key-required");
    }

    @Test
    void aDeactivatedUserIsCutOffAtOnce() {
        var alice = ingress.user("alice");
        alice.get("/v1/me").expect(200);
        var stopped = ingress.server().post("/v1/users/alice/deactivate").expect(200);
        assertEquals("deactivated", stopped.json().path("status").textValue());
        alice.get("/v1/me").expect(401, "token-revoked");
        ingress.server().post("/v1/users/alice/tokens", "{}").expect(409, "user-inactive");
        ingress.server().post("/v1/users/alice/reactivate", "{}").expect(200);
        ingress.user("alice").get("/v1/me").expect(200);
    }

    @Test
    void aListIsPagedById() {
        for (var id : new String[] {"d", "b", "a", "c", "e"}) {
            ingress.user(id);
        }
        var seen = new ArrayList<String>();
        var next = "";
        do {
            var page =
                    ingress.server().get("/v1/users?limit=2" + next).expect(200).json();
            page.path("items").forEach(user -> seen.add(user.path("id").textValue()));
            next = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").textValue();
        } while (!next.isEmpty());
        assertEquals(List.of("a", "b", "c", "d", "e"), seen);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=201",
                "limit=-1",
                "limit=x",
                "limit=",
                "limit=99999999999999999999",
                "cursor=%20",
                "cursor=*",
                "cursor=YQ==",
                "cursor=",
                "limit=1&limit=2",
                "limit=%C0%B1"
            })
    void aQueryThatIsNotAsItMustBeIsRefused(String query) {
        ingress.server().get("/v1/users?" + query).expect(400, "field-invalid");
    }

    @Test
    void aQueryParameterThatIsNotKnownIsRefused() {
        ingress.server().get("/v1/users?limti=3").expect(400, "field-unknown");
    }

    @Test
    void aVersionThatIsKnownIsNotSentAgain() {
        var alice = ingress.user("alice");
        var tag = alice.get("/v1/me").expect(200).header("ETag");
        for (var known : new String[] {tag, "W/" + tag, "\"x\", " + tag, "*"}) {
            var answer = alice.with("If-None-Match", known).get("/v1/me").expect(304);
            assertEquals(tag, answer.header("ETag"), known);
        }
        alice.patch("/v1/users/alice", "{\"name\":\"Al\"}").expect(200);
        alice.with("If-None-Match", tag).get("/v1/me").expect(200);
    }

    @Test
    void aNewUserIsNotMissingWhileTheStoreLags() {
        ingress.store.fallBehind();
        ingress.server().post("/v1/users", ALICE).expect(201);
        var behind = ingress.server().get("/v1/users/alice").expect(503, "read-behind");
        assertEquals("1", behind.header("Retry-After"));
        assertEquals(1_000, behind.json().path("retryAfterMs").intValue());
        ingress.store.catchUp();
        ingress.server().get("/v1/users/alice").expect(200);
        ingress.server().get("/v1/users/bob").expect(404, "user-not-found");
    }

    @Test
    void aReadWaitsForTheStoreToCatchUp() {
        ingress.store.fallBehind();
        ingress.server().post("/v1/users", ALICE).expect(201);
        Thread.ofVirtual().start(() -> {
            LockSupport.parkNanos(RunningIngress.READ_WAIT.toNanos() / 3);
            ingress.store.catchUp();
        });
        ingress.server().get("/v1/users/alice").expect(200);
    }
}
