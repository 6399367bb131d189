package dev.parley.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** PATCH and DELETE of /v1/messages/{messageId}. */
class EditingTest {
    private static final String RICH = """
            {"receiver":{"user":"bob"},"text":"hi","tags":["a"],"mentions":["bob"],"metadata":{"k":1}}""";

    private final RunningIngress ingress = RunningIngress.start();
    private final Client alice = ingress.user("alice");
    private final Client bob = ingress.user("bob");

    @AfterEach
    void close() {
        ingress.close();
    }

    @Test
    void changesWhatIsSentAndLeavesTheRest() {
        var id = sent(RICH);
        var edited = alice.patch("/v1/messages/" + id, "{\"text\":\"hi Bob\",\"metadata\":null}")
                .expect(200)
                .json();
        assertEquals("hi Bob", edited.path("text").textValue());
        assertEquals("a", edited.path("tags").path(0).textValue());
        assertEquals("bob", edited.path("mentions").path(0).textValue());
        assertFalse(edited.has("metadata"));
        assertTrue(edited.path("edited").booleanValue());
        assertTrue(edited.has("editedAt"));
        assertEquals(1, edited.path("seq").longValue());
        assertEquals(2, edited.path("version").longValue());
        assertEquals(edited, bob.get("/v1/messages/" + id).expect(200).json());
    }

    @Test
    void worksWithoutTheStoreWhereTheConversationIsNamedAndAnswersARetryAlike() {
        ingress.store.fallBehind();
        var id = sent(RICH);
        var named = "/v1/messages/" + id + "?conversation=d:alice:bob";
        alice.withIdempotencyKey("e").patch(named, "{\"text\":\"x\"}").expect(503, "read-behind");
        alice.withIdempotencyKey("e2")
                .patch("/v1/messages/" + id, "{\"text\":\"x\"}")
                .expect(404, "message-not-found");
        ingress.store.catchUp();
        var answer =
                alice.withIdempotencyKey("e").patch(named, "{\"text\":\"x\"}").expect(200);
        assertEquals(2, answer.json().path("version").longValue());
        assertEquals(
                answer.text(),
                alice.withIdempotencyKey("e")
                        .patch(named, "{\"text\":\"x\"}")
                        .expect(200)
                        .text());
    }

    @Test
    void refusesAnotherVersionThanTheOneThatTheClientSaw() {
        var id = sent(RICH);
        alice.with("If-Match", "\"v1\"")
                .patch("/v1/messages/" + id, "{\"text\":\"x\"}")
                .expect(200);
        alice.with("If-Match", "\"v1\"")
                .patch("/v1/messages/" + id, "{\"text\":\"y\"}")
                .expect(412, "version-conflict");
        alice.patch("/v1/messages/" + id, "{\"text\":\"y\",\"version\":2}").expect(200);
    }

    @Test
    void refusesWhatIsNoChange() {
        var path = "/v1/messages/" + sent(RICH);
        alice.patch(path, "{}").expect(400, "field-missing");
        alice.patch(path, "{\"text\":null}").expect(400, "text-required");
        alice.patch(path, "{\"text\":\" \"}").expect(400, "text-blank");
        alice.patch(path, "{\"kind\":\"custom\"}").expect(400, "field-missing");
        alice.patch(path, "{\"text\":\"a\",\"seq\":4}").expect(400, "field-unknown");
        alice.patch("/v1/messages/none", "{\"text\":\"a\"}").expect(400, "field-invalid");
    }

    @Test
    void letsNobodyButTheAuthorEdit() {
        var id = sent(RICH);
        bob.patch("/v1/messages/" + id, "{\"text\":\"x\"}").expect(403, "not-permitted");
        var carol = ingress.user("carol");
        carol.patch("/v1/messages/" + id, "{\"text\":\"x\"}").expect(404, "message-not-found");
        carol.patch("/v1/messages/" + id + "?conversation=d:alice:bob", "{\"text\":\"x\"}")
                .expect(404, "message-not-found");
    }

    @Test
    void findsAMessageByItsIdInUpperCase() {
        var id = sent(RICH).toUpperCase(Locale.ROOT);
        alice.patch("/v1/messages/" + id, "{\"text\":\"x\"}").expect(200);
    }

    @Test
    void leavesATombstone() {
        var path = "/v1/messages/" + sent(RICH);
        bob.call("DELETE", path).expect(403, "not-permitted");
        var tombstone = alice.call("DELETE", path).expect(200).json();
        assertTrue(tombstone.path("deleted").booleanValue());
        assertTrue(tombstone.has("deletedAt"));
        for (var gone : List.of("text", "tags", "mentions", "metadata")) {
            assertFalse(tombstone.has(gone), gone);
        }
        assertEquals(tombstone, bob.get(path).expect(200).json());
        alice.patch(path, "{\"text\":\"x\"}").expect(409, "message-deleted");
        alice.call("DELETE", path).expect(409, "message-deleted");
    }

    @Test
    void listsRevisionsNewestFirstAndNoneOfADeletedMessage() {
        var path = "/v1/messages/" + sent(RICH);
        alice.patch(path, "{\"text\":\"second\"}").expect(200);
        alice.patch(path, "{\"tags\":[]}").expect(200);
        var revisions = bob.get(path + "/revisions").expect(200).json().path("items");
        assertEquals(3, revisions.size());
        assertEquals("[]", revisions.path(0).path("tags").toString());
        assertEquals("second", revisions.path(1).path("text").textValue());
        assertEquals("hi", revisions.path(2).path("text").textValue());
        assertEquals("alice", revisions.path(2).path("actor").textValue());
        var page = bob.get(path + "/revisions?limit=1&before=3").expect(200).json();
        assertEquals(2, page.path("items").path(0).path("version").longValue());
        ingress.user("carol").get(path + "/revisions").expect(404, "message-not-found");
        alice.call("DELETE", path).expect(200);
        var left = bob.get(path + "/revisions").expect(200).json().path("items");
        assertEquals(1, left.size());
        assertTrue(left.path(0).path("deleted").booleanValue());
    }

    private String sent(String message) {
        return alice.post("/v1/messages", message).expect(201).json().path("id").textValue();
    }
}
