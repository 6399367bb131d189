package dev.parley.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user sets on messages for themself alone: saved, deleted for them, subscribed to the thread. */
class MarksTest {
    private static final String LIST = "/v1/conversations/d:alice:bob/messages";

    private final RunningIngress ingress = RunningIngress.start();
    private final Client alice = ingress.user("alice");
    private final Client bob = ingress.user("bob");

    @AfterEach
    void close() {
        ingress.close();
    }

    @Test
    void savesAMessageForOneUserAlone() {
        var path = "/v1/messages/" + sent("hi");
        var before = bob.get(path).expect(200);
        var saved = bob.call("PUT", path + "/save").expect(200);
        assertTrue(saved.json().path("saved").booleanValue());
        assertEquals("hi", saved.json().path("text").textValue());
        assertEquals(saved.text(), bob.get(path).expect(200).text());
        assertEquals(saved.text(), bob.call("PUT", path + "/save").expect(200).text());
        assertEquals(List.of(saved.json()), items(bob, "/v1/me/saved"));
        assertEquals(List.of(saved.json()), items(bob, LIST));
        assertNotEquals(before.header("ETag"), saved.header("ETag"));

        assertEquals(before.text(), alice.get(path).expect(200).text());
        assertEquals(List.of(before.json()), items(alice, LIST));
        assertEquals(List.of(), items(alice, "/v1/me/saved"));
        assertEquals(before.text(), ingress.server().get(path).expect(200).text());
        assertEquals(1, ingress.store.headSeq(RunningIngress.TENANT, "d:alice:bob"), "nothing in the conversation");
    }

    @Test
    void takesAMessageOffTheSavedList() {
        var path = "/v1/messages/" + sent("hi");
        alice.call("PUT", path + "/save").expect(200);
        assertFalse(alice.call("DELETE", path + "/save").expect(200).json().has("saved"));
        assertFalse(alice.call("DELETE", path + "/save").expect(200).json().has("saved"));
        assertFalse(bob.call("DELETE", path + "/save").expect(200).json().has("saved"));
        assertEquals(List.of(), items(alice, "/v1/me/saved"));
        assertFalse(alice.get(path).expect(200).json().has("saved"));
    }

    @Test
    void pagesSavedMessagesTheNewestSavedFirst() {
        var ids = IntStream.range(0, 5).mapToObj(i -> sent("m" + i)).toList();
        for (var i : List.of(3, 0, 4, 1, 2)) {
            alice.call("PUT", "/v1/messages/" + ids.get(i) + "/save").expect(200);
        }
        alice.call("PUT", "/v1/messages/" + ids.get(3) + "/save").expect(200);
        var seen = new ArrayList<String>();
        var cursor = "";
        do {
            var page = alice.get("/v1/me/saved?limit=2" + cursor).expect(200).json();
            page.path("items").forEach(item -> seen.add(item.path("text").textValue()));
            cursor = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").textValue();
        } while (!cursor.isEmpty());
        assertEquals(List.of("m2", "m1", "m4", "m0", "m3"), seen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "!", "MTIzeA", "LTE", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5", "%00"})
    void refusesACursorThatIsNone(String cursor) {
        alice.get("/v1/me/saved?cursor=" + cursor).expect(400, "field-invalid");
    }

    @Test
    void showsASavedMessageThatWasDeletedAsATombstoneAndNoneThatTheReaderMayNoLongerRead() {
        group("team");
        var first = sentTo("team", "before");
        var own = sent("mine");
        bob.call("PUT", "/v1/messages/" + first + "/save").expect(200);
        bob.call("PUT", "/v1/messages/" + own + "/save").expect(200);
        alice.call("DELETE", "/v1/messages/" + own).expect(200);
        var saved = items(bob, "/v1/me/saved");
        assertTrue(saved.getFirst().path("deleted").booleanValue());
        assertFalse(saved.getFirst().has("text"));
        assertEquals("before", saved.getLast().path("text").textValue());
        bob.post("/v1/groups/team/leave", "{}").expect(200);
        var after = sentTo("team", "after");
        bob.call("PUT", "/v1/messages/" + after + "/save").expect(404, "message-not-found");
        assertEquals(2, items(bob, "/v1/me/saved").size(), "what was read as a member stays readable");
    }

    @Test
    void deletesAMessageForOneUserAloneOnAllTheirDevices() {
        var path = "/v1/messages/" + sent("secret");
        var other = sent("other");
        var before = alice.get(path).expect(200).text();
        bob.call("PUT", path + "/save").expect(200);
        var hidden = bob.call("DELETE", path + "?for=me").expect(200);
        assertTrue(hidden.json().path("hidden").booleanValue());
        assertFalse(hidden.json().path("deleted").booleanValue());
        assertFalse(hidden.text().contains("secret"), hidden.text());

        bob.get(path).expect(404, "message-not-found");
        bob.get(path + "?conversation=d:alice:bob").expect(404, "message-not-found");
        bob.get(path + "/revisions").expect(404, "message-not-found");
        bob.call("PUT", path + "/save").expect(404, "message-not-found");
        bob.call("PUT", path + "/thread/subscription").expect(404, "message-not-found");
        assertEquals(List.of(), items(bob, "/v1/me/saved"));
        assertEquals(List.of(other), ids(bob, LIST));
        assertEquals(List.of(other), ids(bob, LIST + "?limit=1"));
        assertEquals(List.of(other), ids(bob, LIST + "?after=0&limit=1"));

        assertEquals(before, alice.get(path).expect(200).text());
        assertEquals(2, items(alice, LIST).size());
        assertEquals(2, items(ingress.server(), LIST).size());
        alice.patch(path, "{\"text\":\"edited\"}").expect(200);
        bob.get(path).expect(404, "message-not-found");
        assertEquals(
                hidden.json().path("id"),
                bob.call("DELETE", path + "?for=me").expect(200).json().path("id"));
    }

    @Test
    void answersARetryOfADeletionForOneselfAlike() {
        var path = "/v1/messages/" + sent("hi");
        var retrying = bob.withIdempotencyKey("k");
        var first = retrying.call("DELETE", path + "?for=me").expect(200).text();
        assertEquals(
                first, retrying.call("DELETE", path + "?for=me").expect(200).text());
        bob.withIdempotencyKey("k")
                .call("PUT", "/v1/messages/" + sent("x") + "/save")
                .expect(409, "action-id-reused");
    }

    @Test
    void deletesForEverybodyWhereNothingElseIsSaid() {
        var path = "/v1/messages/" + sent("hi");
        alice.call("DELETE", path + "?for=you").expect(400, "field-invalid");
        bob.call("DELETE", path + "?for=all").expect(403, "not-permitted");
        assertTrue(alice.call("DELETE", path + "?for=all")
                .expect(200)
                .json()
                .path("deleted")
                .booleanValue());
        assertTrue(bob.get(path).expect(200).json().path("deleted").booleanValue());
        bob.call("DELETE", path + "?for=me").expect(200);
        bob.get(path).expect(404, "message-not-found");
    }

    @Test
    void followsAThreadAndStopsAgain() {
        var id = sent("parent");
        var path = "/v1/messages/" + id + "/thread/subscription";
        bob.call("PUT", path).expect(204);
        bob.call("PUT", path.replace(id, id.toUpperCase(Locale.ROOT))).expect(204);
        assertEquals(true, subscribed("bob"));
        bob.call("DELETE", path).expect(204);
        assertEquals(false, subscribed("bob"));
        var reply = bob.post(
                        "/v1/messages",
                        "{\"receiver\":{\"user\":\"alice\"},\"text\":\"re\",\"parentId\":\"" + id + "\"}")
                .expect(201)
                .json()
                .path("id")
                .textValue();
        bob.call("PUT", "/v1/messages/" + reply + "/thread/subscription").expect(400, "field-invalid");
    }

    @Test
    void tellsStrangersNothing() {
        group("secret", "private");
        var inGroup = sentTo("secret", "s");
        var direct = sent("hi");
        var carol = ingress.user("carol");
        var foreign = ingress.user(RunningIngress.OTHER_TENANT, "alice");
        var never = "01930e7b-6c3a-7d2e-9f40-5b1c2a3d4e5f";
        for (var stranger : List.of(carol, foreign)) {
            for (var id : List.of(inGroup, direct, never)) {
                var path = "/v1/messages/" + id;
                stranger.call("PUT", path + "/save").expect(404, "message-not-found");
                stranger.call("DELETE", path + "/save").expect(404, "message-not-found");
                stranger.call("DELETE", path + "?for=me").expect(404, "message-not-found");
                stranger.call("PUT", path + "/thread/subscription").expect(404, "message-not-found");
                stranger.call("DELETE", path + "/thread/subscription").expect(404, "message-not-found");
            }
            assertEquals(List.of(), items(stranger, "/v1/me/saved"));
        }
    }

    @Test
    void needsAUserAndNoBody() {
        var path = "/v1/messages/" + sent("hi");
        ingress.server().call("PUT", path + "/save").expect(400, "on-behalf-of-required");
        ingress.server().get("/v1/me/saved").expect(400, "on-behalf-of-required");
        ingress.server().onBehalfOf("bob").call("PUT", path + "/save").expect(200);
        assertEquals(1, items(bob, "/v1/me/saved").size());
    }

    @Test
    void saysThatTheStoreIsBehindAndAnswersTheRetry() {
        var path = "/v1/messages/" + sent("hi");
        ingress.store.fallBehind();
        var retrying = alice.withIdempotencyKey("s");
        retrying.call("PUT", path + "/save").expect(503, "read-behind");
        ingress.store.catchUp();
        assertTrue(retrying.call("PUT", path + "/save")
                .expect(200)
                .json()
                .path("saved")
                .booleanValue());
        ingress.store.fallBehind();
        alice.call("PUT", path + "/save").expect(200);
        alice.call("DELETE", path + "/save").expect(503, "read-behind");
        alice.call("DELETE", path + "/save").expect(503, "read-behind");
        ingress.store.catchUp();
        assertFalse(alice.call("DELETE", path + "/save").expect(200).json().has("saved"));
    }

    private Object subscribed(String user) {
        return ingress.store.marks(RunningIngress.TENANT, user).getFirst().getSubscribed();
    }

    private void group(String id) {
        group(id, "public");
        bob.post("/v1/groups/" + id + "/join", "{}").expect(201);
    }

    private void group(String id, String access) {
        alice.post("/v1/groups", "{\"id\":\"" + id + "\",\"name\":\"n\",\"access\":\"" + access + "\"}")
                .expect(201);
    }

    private String sent(String text) {
        return sent("\"user\":\"bob\"", text);
    }

    private String sentTo(String group, String text) {
        return sent("\"group\":\"" + group + "\"", text);
    }

    private String sent(String receiver, String text) {
        return alice.post("/v1/messages", "{\"receiver\":{" + receiver + "},\"text\":\"" + text + "\"}")
                .expect(201)
                .json()
                .path("id")
                .textValue();
    }

    private static List<JsonNode> items(Client client, String path) {
        var items = new ArrayList<JsonNode>();
        client.get(path).expect(200).json().path("items").forEach(items::add);
        return items;
    }

    private static List<String> ids(Client client, String path) {
        return items(client, path).stream()
                .map(item -> item.path("id").textValue())
                .toList();
    }
}
