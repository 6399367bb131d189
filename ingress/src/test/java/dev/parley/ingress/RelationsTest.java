package dev.parley.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.ApiKeyScope;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** /v1/users/{user}/blocks and /v1/users/{user}/friends. */
class RelationsTest {
    private static final String TO_ALICE = "{\"receiver\":{\"user\":\"alice\"},\"text\":\"hi\"}";
    private static final String TO_BOB = "{\"receiver\":{\"user\":\"bob\"},\"text\":\"hi\"}";

    private final RunningIngress ingress = RunningIngress.start();
    private final Client alice = ingress.user("alice");
    private final Client bob = ingress.user("bob");

    @AfterEach
    void close() {
        ingress.close();
    }

    @Test
    void refusesTheBlockedUntilUnblocked() {
        var sent = bob.post("/v1/messages", TO_ALICE).expect(201).json();
        put("alice", "blocks/bob").expect(204);
        put("alice", "blocks/bob").expect(204);
        bob.post("/v1/messages", TO_ALICE).expect(403, "blocked");
        bob.patch("/v1/messages/" + sent.path("id").textValue(), "{\"text\":\"x\"}")
                .expect(403, "blocked");
        alice.post("/v1/messages", TO_BOB).expect(201);
        assertEquals("bob", users(alice.get("/v1/users/alice/blocks")));
        delete("alice", "blocks/bob").expect(204);
        delete("alice", "blocks/bob").expect(204);
        bob.post("/v1/messages", TO_ALICE).expect(201);
        assertEquals("", users(alice.get("/v1/users/alice/blocks")));
    }

    @Test
    void answersARetryAlike() {
        var retry = alice.withIdempotencyKey("k");
        retry.call("PUT", "/v1/users/alice/friends/bob").expect(200);
        put("bob", "friends/alice").expect(200);
        var again = retry.call("PUT", "/v1/users/alice/friends/bob").expect(200);
        assertEquals("requested", again.json().path("state").textValue());
        assertEquals("friends", state("alice", "bob"));
    }

    @Test
    void listsBlocksById() {
        for (var other : List.of("dan", "cem", "bob", "eve")) {
            ingress.user(other);
            put("alice", "blocks/" + other).expect(204);
        }
        var page = alice.get("/v1/users/alice/blocks?limit=3").expect(200);
        assertEquals("bob cem dan", users(page));
        var next = page.json().path("next").textValue();
        assertEquals("eve", users(alice.get("/v1/users/alice/blocks?cursor=" + next)));
        alice.get("/v1/users/alice/blocks?cursor=x").expect(400, "field-invalid");
    }

    @Test
    void asksAcceptsAndEndsAFriendship() {
        assertEquals("requested", state("alice", "bob"));
        assertEquals("requested", state("alice", "bob"));
        assertEquals("bob", friends("alice", "?state=requested"));
        assertEquals("alice", friends("bob", "?state=incoming"));
        assertEquals("", friends("bob", ""));
        assertEquals("friends", state("bob", "alice"));
        assertEquals("friends", state("bob", "alice"));
        assertEquals("friends", state("alice", "bob"));
        assertEquals("bob", friends("alice", ""));
        assertEquals("alice", friends("bob", "?state=friends"));
        delete("bob", "friends/alice").expect(204);
        delete("alice", "friends/bob").expect(204);
        assertEquals("", friends("alice", ""));
        assertEquals("requested", state("bob", "alice"));
        bob.get("/v1/users/bob/friends?state=enemies").expect(400, "field-invalid");
    }

    @Test
    void endsAFriendshipWithABlock() {
        state("alice", "bob");
        state("bob", "alice");
        put("bob", "blocks/alice").expect(204);
        assertEquals("", friends("alice", ""));
        put("alice", "friends/bob").expect(403, "blocked");
        put("bob", "friends/alice").expect(409, "user-blocked");
    }

    @Test
    void isForTheUserWhoActs() {
        for (var path : List.of("blocks/bob", "friends/bob")) {
            bob.call("PUT", "/v1/users/alice/" + path).expect(403, "not-permitted");
            bob.call("DELETE", "/v1/users/alice/" + path).expect(403, "not-permitted");
            ingress.server().call("PUT", "/v1/users/alice/" + path).expect(400, "on-behalf-of-required");
        }
        for (var list : List.of("blocks", "friends")) {
            bob.get("/v1/users/alice/" + list).expect(403, "not-permitted");
            ingress.server().get("/v1/users/alice/" + list).expect(400, "on-behalf-of-required");
            ingress.server().onBehalfOf("alice").get("/v1/users/alice/" + list).expect(200);
        }
        ingress.server()
                .onBehalfOf("alice")
                .call("PUT", "/v1/users/alice/blocks/bob")
                .expect(204);
        ingress.client()
                .withKey(RunningIngress.TENANT, ApiKeyScope.READ_ONLY)
                .onBehalfOf("alice")
                .call("DELETE", "/v1/users/alice/blocks/bob")
                .expect(403, "key-scope");
        assertEquals("bob", users(alice.get("/v1/users/alice/blocks")));
    }

    @Test
    void refusesOneselfAndWhoDoesNotExist() {
        ingress.user(RunningIngress.OTHER_TENANT, "mallory");
        for (var kind : List.of("blocks/", "friends/")) {
            put("alice", kind + "alice").expect(400, "field-invalid");
            put("alice", kind + "nobody").expect(404, "user-not-found");
            put("alice", kind + "mallory").expect(404, "user-not-found");
            delete("alice", kind + "nobody").expect(404, "user-not-found");
        }
        assertTrue(ingress.actions.actions().isEmpty());
        ingress.server().post("/v1/users/bob/deactivate").expect(200);
        put("alice", "friends/bob").expect(409, "user-inactive");
        put("alice", "blocks/bob").expect(204);
    }

    @Test
    void blocksThoughTheStoreIsBehind() {
        ingress.user("cem");
        ingress.store.fallBehind();
        put("alice", "blocks/bob").expect(204);
        bob.post("/v1/messages", TO_ALICE).expect(403, "blocked");
        assertEquals("requested", state("alice", "cem"));
        put("alice", "friends/cem").expect(503, "read-behind");
        ingress.store.catchUp();
        assertEquals("requested", state("alice", "cem"));
    }

    @Test
    void beginsAConversationThatHasNoMessage() {
        put("alice", "blocks/bob").expect(204);
        for (var who : List.of(alice, bob)) {
            var messages = who.get("/v1/conversations/d:alice:bob/messages").expect(200);
            assertEquals("[]", messages.json().path("items").toString());
        }
        var said = alice.post("/v1/messages", TO_BOB).expect(201).json();
        assertEquals(2, said.path("seq").intValue());
        assertEquals(1, said.path("messageNo").intValue());
        assertEquals(
                said,
                bob.get("/v1/messages/" + said.path("id").textValue())
                        .expect(200)
                        .json());
    }

    @Test
    void showsEventsAsTheContractOfSocketsSays() {
        state("alice", "bob");
        state("bob", "alice");
        put("alice", "blocks/bob").expect(204);
        delete("alice", "blocks/bob").expect(204);
        var schemas = ingress.client()
                .get("/v1/asyncapi.json")
                .expect(200)
                .json()
                .path("components")
                .path("schemas");
        var events =
                alice.get("/v1/conversations/d:alice:bob/events").expect(200).json();
        for (var event : events.path("items")) {
            var name = event.path("event").textValue();
            var schema = schemas.path("data." + name);
            assertFalse(schema.isMissingNode(), name);
            ingress.contract.checkAgainst(schema, event.path("data").toString(), name);
        }
        assertEquals(
                "friend.requested friend.accepted user.blocked friend.removed user.unblocked",
                StreamSupport.stream(events.path("items").spliterator(), false)
                        .map(event -> event.path("event").textValue())
                        .collect(Collectors.joining(" ")));
    }

    private Client.Answer put(String user, String path) {
        return ingress.user(user).call("PUT", "/v1/users/" + user + "/" + path);
    }

    private Client.Answer delete(String user, String path) {
        return ingress.user(user).call("DELETE", "/v1/users/" + user + "/" + path);
    }

    private String state(String user, String other) {
        return put(user, "friends/" + other).expect(200).json().path("state").textValue();
    }

    private String friends(String user, String query) {
        return users(ingress.user(user).get("/v1/users/" + user + "/friends" + query));
    }

    private static String users(Client.Answer page) {
        return StreamSupport.stream(page.expect(200).json().path("items").spliterator(), false)
                .map(item -> item.path("user").textValue())
                .collect(Collectors.joining(" "));
    }
}
