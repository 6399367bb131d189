package dev.parley.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Replies of threads, and GET /v1/messages/{messageId}/thread. */
class ThreadsTest {
    private final RunningIngress ingress = RunningIngress.start();
    private final Client alice = ingress.user("alice");
    private final Client bob = ingress.user("bob");

    @AfterEach
    void close() {
        ingress.close();
    }

    @Test
    void countsTheRepliesOfAMessage() {
        var parent = sent(alice, "first", null);
        assertFalse(message(parent).has("thread"));
        var reply = sent(bob, "reply", parent);
        var thread = message(parent).path("thread");
        assertEquals(1, thread.path("replies").intValue());
        assertEquals(2, thread.path("lastReplySeq").intValue());
        assertEquals(message(reply).path("at"), thread.path("lastReplyAt"));
        assertEquals(1, message(parent).path("version").intValue());
        bob.call("DELETE", "/v1/messages/" + reply).expect(200);
        assertEquals(0, message(parent).path("thread").path("replies").intValue());
        assertEquals(2, message(parent).path("thread").path("lastReplySeq").intValue());
    }

    @Test
    void listsRepliesBySeqPageByPage() {
        var parent = sent(alice, "first", null);
        sent(bob, "a", parent);
        sent(bob, "beside", null);
        var second = sent(alice, "b", parent);
        sent(bob, "c", parent);
        alice.call("DELETE", "/v1/messages/" + second).expect(200);
        var path = "/v1/messages/" + parent + "/thread";
        var page = bob.get(path + "?limit=2&atLeastSeq=9").expect(200).json();
        assertEquals("a -", texts(page));
        var next = bob.get(path + "?limit=2&after=" + page.path("next").longValue())
                .expect(200);
        assertEquals("c", texts(next.json()));
        assertTrue(next.json().path("next").isNull());
        assertEquals(
                "",
                texts(bob.get("/v1/messages/" + second + "/thread").expect(200).json()));
    }

    @Test
    void isForThoseWhoMayReadTheMessage() {
        var parent = sent(alice, "first", null);
        sent(bob, "a", parent);
        var path = "/v1/messages/" + parent + "/thread";
        ingress.user("eve").get(path).expect(404, "message-not-found");
        ingress.user(RunningIngress.OTHER_TENANT, "alice").get(path).expect(404, "message-not-found");
        assertEquals("a", texts(ingress.server().get(path).expect(200).json()));
    }

    @Test
    void showsAFormerMemberNoReplyThatCameLater() {
        alice.post("/v1/groups", GroupsTest.group("team", "public")).expect(201);
        bob.post("/v1/groups/team/join").expect(201);
        var parent = said(alice, "first", null);
        said(alice, "a", parent);
        bob.post("/v1/groups/team/leave").expect(200);
        said(alice, "b", parent);
        assertEquals(
                "a",
                texts(bob.get("/v1/messages/" + parent + "/thread").expect(200).json()));
        ingress.user("eve").get("/v1/messages/" + parent + "/thread").expect(403, "not-a-member");
    }

    @Test
    void refusesRepliesThatHaveNoThread() {
        var parent = sent(alice, "first", null);
        var reply = sent(bob, "a", parent);
        refused(reply, "parent-is-reply");
        refused("01930e7b-6c3a-7d2e-9f40-5b1c2a3d4e5f", "parent-unknown");
        alice.call("DELETE", "/v1/messages/" + parent).expect(200);
        refused(parent, "parent-unknown");
        assertEquals(
                "a",
                texts(bob.get("/v1/messages/" + parent + "/thread").expect(200).json()));
    }

    @Test
    void takesAReplyAtTheThreadItself() {
        var parent = sent(alice, "first", null);
        var path = "/v1/messages/" + parent + "/thread";
        var once = bob.withIdempotencyKey("r");
        var reply = once.post(path, "{\"text\":\"a\"}").expect(201);
        assertEquals(parent, reply.json().path("parentId").textValue());
        assertEquals("d:alice:bob", reply.json().path("conversation").textValue());
        assertEquals(
                reply.text(), once.post(path, "{\"text\":\"a\"}").expect(201).text());
        bob.post(path + "?conversation=d:alice:bob", "{\"text\":\"b\",\"sendAt\":\"2100-01-01T00:00:00Z\"}")
                .expect(400, "send-at-invalid");
        bob.post(path + "?conversation=d:alice:bob", "{\"text\":\"b\"}").expect(201);
        assertEquals("a b", texts(bob.get(path).expect(200).json()));
        assertEquals(2, message(parent).path("thread").path("replies").intValue());
        bob.post(path, "{\"text\":\"x\",\"receiver\":{\"user\":\"alice\"}}").expect(400, "field-unknown");
        bob.post(path, "{\"text\":\"x\",\"parentId\":\"" + parent + "\"}").expect(400, "field-unknown");
        var nested = bob.post("/v1/messages/" + reply.json().path("id").textValue() + "/thread", "{\"text\":\"x\"}")
                .expect(400, "parent-is-reply");
        assertEquals("messageId", nested.json().path("field").textValue());
    }

    @Test
    void hasNoThreadForRepliesWhereTheMessageIsNotThereForTheCaller() {
        alice.post("/v1/groups", GroupsTest.group("team", "private")).expect(201);
        var hidden = said(alice, "first", null);
        var direct = sent(alice, "first", null);
        var eve = ingress.user("eve");
        var foreigner = ingress.user(RunningIngress.OTHER_TENANT, "alice");
        var none = replied(eve, "01930e7b-6c3a-7d2e-9f40-5b1c2a3d4e5f", "");
        assertEquals(none, replied(eve, hidden, ""));
        assertEquals(none, replied(eve, hidden, "?conversation=g:team"));
        assertEquals(none, replied(eve, direct, ""));
        assertEquals(none, replied(eve, direct, "?conversation=d:alice:bob"));
        assertEquals(none, replied(foreigner, hidden, ""));
        assertEquals(none, replied(foreigner, hidden, "?conversation=g:team"));
        alice.call("DELETE", "/v1/messages/" + direct).expect(200);
        bob.post("/v1/messages/" + direct + "/thread", "{\"text\":\"x\"}").expect(404, "message-not-found");
        assertEquals(none, replied(foreigner, direct, "?conversation=d:alice:bob"));
    }

    private static String replied(Client who, String parent, String query) {
        return who.post("/v1/messages/" + parent + "/thread" + query, "{\"text\":\"x\"}")
                .expect(404, "message-not-found")
                .text();
    }

    @Test
    void showsTheEventAsTheContractOfSocketsSays() {
        var parent = sent(alice, "first", null);
        sent(bob, "a", parent);
        var events =
                alice.get("/v1/conversations/d:alice:bob/events").expect(200).json();
        var event = events.path("items").path(2);
        assertEquals("thread.updated", event.path("event").textValue());
        var schemas = ingress.client().get("/v1/asyncapi.json").expect(200).json();
        var schema = schemas.path("components").path("schemas").path("data.thread.updated");
        ingress.contract.checkAgainst(schema, event.path("data").toString(), "thread.updated");
        assertEquals(parent, event.path("data").path("messageId").textValue());
    }

    private void refused(String parent, String code) {
        bob.post("/v1/messages", body("x", parent, "\"receiver\":{\"user\":\"alice\"}"))
                .expect(400, code);
    }

    private JsonNode message(String id) {
        return alice.get("/v1/messages/" + id).expect(200).json();
    }

    private static String sent(Client who, String text, @Nullable String parent) {
        return id(who.post("/v1/messages", body(text, parent, "\"conversation\":\"d:alice:bob\"")));
    }

    private static String said(Client who, String text, @Nullable String parent) {
        return id(who.post("/v1/messages", body(text, parent, "\"conversation\":\"g:team\"")));
    }

    private static String id(Client.Answer answer) {
        return answer.expect(201).json().path("id").textValue();
    }

    private static String body(String text, @Nullable String parent, String receiver) {
        var thread = parent == null ? "" : ",\"parentId\":\"" + parent + "\"";
        return "{" + receiver + ",\"text\":\"" + text + "\"" + thread + "}";
    }

    private static String texts(JsonNode page) {
        return StreamSupport.stream(page.path("items").spliterator(), false)
                .map(message -> message.path("text").asText("-"))
                .collect(Collectors.joining(" "));
    }
}
