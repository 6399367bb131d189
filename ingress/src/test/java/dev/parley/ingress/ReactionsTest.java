package dev.parley.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reactions to messages. */
class ReactionsTest {
    private static final String LIKE = encoded("\uD83D\uDC4D");
    private static final String BROWN_LIKE = encoded("\uD83D\uDC4D\uD83C\uDFFD");
    private static final String HEART = encoded("\u2764");
    private static final String HEART_WITH_SELECTOR = encoded("\u2764\uFE0F");

    private final RunningIngress ingress = RunningIngress.start();
    private final Client alice = ingress.user("alice");
    private final Client bob = ingress.user("bob");

    @AfterEach
    void close() {
        ingress.close();
    }

    @Test
    void showsHowManyHaveEachReaction() {
        var path = sent();
        bob.call("PUT", path + "/reactions/" + LIKE).expect(200);
        var message = alice.call("PUT", path + "/reactions/" + LIKE).expect(200).json();
        assertEquals(1, message.path("reactions").size());
        assertEquals("\uD83D\uDC4D", message.at("/reactions/0/emoji").textValue());
        assertEquals(2, message.at("/reactions/0/count").longValue());
        assertEquals(1, message.path("version").longValue());
        assertFalse(message.path("edited").booleanValue());
        assertEquals(message, bob.get(path).expect(200).json());
        assertEquals(
                message,
                bob.get("/v1/conversations/d:alice:bob/messages")
                        .expect(200)
                        .json()
                        .at("/items/0"));
        var fewer = bob.call("DELETE", path + "/reactions/" + LIKE).expect(200).json();
        assertEquals(1, fewer.at("/reactions/0/count").longValue());
        assertFalse(alice.call("DELETE", path + "/reactions/" + LIKE)
                .expect(200)
                .json()
                .has("reactions"));
    }

    @Test
    void tellsSkinTonesApartButNotPresentations() {
        var path = sent();
        bob.call("PUT", path + "/reactions/" + LIKE).expect(200);
        bob.call("PUT", path + "/reactions/" + BROWN_LIKE).expect(200);
        bob.call("PUT", path + "/reactions/" + HEART).expect(200);
        alice.call("PUT", path + "/reactions/" + HEART_WITH_SELECTOR).expect(200);
        var message = bob.get(path).expect(200).json();
        assertEquals(3, message.path("reactions").size());
        assertEquals("\u2764", message.at("/reactions/0/emoji").textValue());
        assertEquals(2, message.at("/reactions/0/count").longValue());
        bob.call("DELETE", path + "/reactions/" + HEART_WITH_SELECTOR).expect(200);
        assertEquals(
                1,
                items(alice, path + "/reactions?emoji=" + HEART_WITH_SELECTOR).size());
    }

    @Test
    void doesNothingWhereItIsSoAlready() {
        var path = sent();
        var first = bob.call("PUT", path + "/reactions/" + LIKE).expect(200);
        var again = bob.call("PUT", path + "/reactions/" + LIKE).expect(200);
        assertEquals(first.text(), again.text());
        assertEquals(first.header("ETag"), again.header("ETag"));
        alice.call("DELETE", path + "/reactions/" + LIKE).expect(200);
        assertEquals(
                1, bob.get(path).expect(200).json().at("/reactions/0/count").longValue());
        assertEquals(
                2,
                bob.get("/v1/conversations/d:alice:bob/events")
                        .expect(200)
                        .json()
                        .path("items")
                        .size());
    }

    @Test
    void changesTheTagButNotTheVersion() {
        var path = sent();
        var tag = alice.get(path).expect(200).header("ETag");
        bob.call("PUT", path + "/reactions/" + LIKE).expect(200);
        var changed = alice.with("If-None-Match", tag).get(path).expect(200).header("ETag");
        assertNotEquals(tag, changed);
        alice.with("If-None-Match", changed).get(path).expect(304);
        // The version that the client saw is still the one that an edit is compared with.
        alice.with("If-Match", tag).patch(path, "{\"text\":\"new\"}").expect(200);
        alice.with("If-Match", changed).patch(path, "{\"text\":\"newer\"}").expect(412, "version-conflict");
    }

    @Test
    void listsWhoReactsPageByPage() {
        var path = sent();
        bob.call("PUT", path + "/reactions/" + LIKE).expect(200);
        alice.call("PUT", path + "/reactions/" + LIKE).expect(200);
        alice.call("PUT", path + "/reactions/" + HEART).expect(200);
        var page = bob.get(path + "/reactions?limit=2").expect(200).json();
        assertEquals("alice", page.at("/items/0/user").textValue());
        assertEquals("\u2764", page.at("/items/0/emoji").textValue());
        assertTrue(page.at("/items/0/at").isTextual());
        var rest = bob.get(
                        path + "/reactions?limit=2&cursor=" + page.path("next").textValue())
                .expect(200)
                .json();
        assertEquals("bob", rest.at("/items/0/user").textValue());
        assertTrue(rest.path("next").isNull());
        assertEquals(2, items(bob, path + "/reactions?emoji=" + LIKE).size());
        bob.get(path + "/reactions?cursor=x").expect(400, "field-invalid");
        bob.get(path + "/reactions?cursor=YQ").expect(400, "field-invalid");
        bob.get(path + "/reactions?emoji=ok").expect(400, "field-invalid");
    }

    @Test
    void showsAFormerMemberNoReactionThatCameLater() {
        alice.post("/v1/groups", GroupsTest.group("team", "public")).expect(201);
        bob.post("/v1/groups/team/join").expect(201);
        var path = "/v1/messages/" + idOf(alice, "{\"receiver\":{\"group\":\"team\"},\"text\":\"hi\"}");
        alice.call("PUT", path + "/reactions/" + LIKE).expect(200);
        bob.post("/v1/groups/team/leave").expect(200);
        alice.call("PUT", path + "/reactions/" + HEART).expect(200);
        assertEquals(2, items(alice, path + "/reactions").size());
        var seen = items(bob, path + "/reactions");
        assertEquals(1, seen.size());
        assertEquals("\uD83D\uDC4D", seen.at("/0/emoji").textValue());
        assertEquals(0, items(bob, path + "/reactions?emoji=" + HEART).size());
        bob.post("/v1/groups/team/join").expect(201);
        assertEquals(2, items(bob, path + "/reactions").size());
    }

    @Test
    void refusesWhatIsNoEmoji() {
        var path = sent();
        for (var emoji : new String[] {"ok", "%20", "1", LIKE + LIKE, "%3Athumbsup%3A", LIKE + "%E2%80%8B"}) {
            bob.call("PUT", path + "/reactions/" + emoji).expect(400, "field-invalid");
        }
    }

    @Test
    void tellsStrangersNothing() {
        var path = sent();
        var carol = ingress.user("carol");
        carol.call("PUT", path + "/reactions/" + LIKE).expect(404, "message-not-found");
        carol.call("PUT", path + "/reactions/" + LIKE + "?conversation=d:alice:bob")
                .expect(404, "message-not-found");
        carol.get(path + "/reactions").expect(404, "message-not-found");
        ingress.user(RunningIngress.OTHER_TENANT, "bob")
                .get(path + "/reactions")
                .expect(404, "message-not-found");
        alice.post("/v1/groups", "{\"id\":\"board\",\"name\":\"B\",\"access\":\"private\"}")
                .expect(201);
        var message = "/v1/messages/" + idOf(alice, "{\"receiver\":{\"group\":\"board\"},\"text\":\"hi\"}");
        carol.call("PUT", message + "/reactions/" + LIKE).expect(404, "message-not-found");
        carol.call("PUT", message + "/pin").expect(404, "message-not-found");
        carol.get(message + "/reactions").expect(404, "message-not-found");
        carol.get("/v1/conversations/g:board/pins").expect(404, "conversation-not-found");
    }

    @Test
    void leavesNoReactionOnATombstone() {
        var path = sent();
        bob.call("PUT", path + "/reactions/" + LIKE).expect(200);
        assertFalse(alice.call("DELETE", path).expect(200).json().has("reactions"));
        assertEquals(0, items(bob, path + "/reactions").size());
        bob.call("PUT", path + "/reactions/" + HEART).expect(409, "message-deleted");
        bob.call("DELETE", path + "/reactions/" + LIKE).expect(409, "message-deleted");
    }

    @Test
    void worksWithoutTheStoreWhereTheConversationIsNamed() {
        ingress.store.fallBehind();
        var path = sent();
        var named = path + "/reactions/" + LIKE + "?conversation=d:alice:bob";
        bob.withIdempotencyKey("r").call("PUT", named).expect(503, "read-behind");
        ingress.store.catchUp();
        bob.withIdempotencyKey("r").call("PUT", named).expect(200);
        assertEquals(
                1, bob.get(path).expect(200).json().at("/reactions/0/count").longValue());
    }

    private String sent() {
        return "/v1/messages/" + idOf(alice, "{\"receiver\":{\"user\":\"bob\"},\"text\":\"hi\"}");
    }

    private static String idOf(Client client, String message) {
        return client.post("/v1/messages", message)
                .expect(201)
                .json()
                .path("id")
                .textValue();
    }

    private static JsonNode items(Client client, String path) {
        return client.get(path).expect(200).json().path("items");
    }

    private static String encoded(String emoji) {
        return URLEncoder.encode(emoji, StandardCharsets.UTF_8);
    }
}
