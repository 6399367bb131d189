package dev.parley.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages that are sent later, and messages that expire, over REST. */
class ScheduledTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final RunningIngress ingress = RunningIngress.start();
    private final Client alice = ingress.user("alice");
    private final Client bob = ingress.user("bob");

    @AfterEach
    void close() {
        ingress.close();
    }

    @Test
    void sendsLaterAndShowsItToNobodyElseBefore() {
        var scheduled = alice.withIdempotencyKey("k")
                .post("/v1/messages", later(HOUR, "morning"))
                .expect(202)
                .json()
                .path("scheduled");
        assertEquals("d:alice:bob", scheduled.path("conversation").textValue());
        var waiting = items(alice, "");
        assertEquals(1, waiting.size());
        assertEquals("morning", waiting.getFirst().path("text").textValue());
        assertEquals("waiting", waiting.getFirst().path("state").textValue());
        assertEquals(scheduled.path("id"), waiting.getFirst().path("id"));
        assertEquals(List.of(), items(bob, ""));
        bob.get("/v1/conversations/d:alice:bob/messages").expect(404, "conversation-not-found");

        ingress.actions.pass(HOUR.plusSeconds(5));
        var page = bob.get("/v1/conversations/d:alice:bob/messages").expect(200).json();
        var message = page.path("items").path(0);
        assertEquals("morning", message.path("text").textValue());
        assertEquals("alice", message.path("sender").textValue());
        assertEquals("k", message.path("clientMsgId").textValue());
        assertEquals(List.of(), items(alice, ""));
        var sent = items(alice, "?state=sent").getFirst();
        assertEquals(message.path("id"), sent.path("messageId"));
        assertFalse(sent.has("text"));
    }

    @Test
    void answersARetryAlikeAlsoAfterItWasSent() {
        var body = later(HOUR, "once");
        var first = alice.withIdempotencyKey("k")
                .post("/v1/messages", body)
                .expect(202)
                .text();
        ingress.actions.pass(HOUR.plusSeconds(5));
        assertEquals(
                first,
                alice.withIdempotencyKey("k")
                        .post("/v1/messages", body)
                        .expect(202)
                        .text());
    }

    @Test
    void cancelsByItsIdForTheOneWhoScheduledItOnly() {
        var id = scheduled(later(HOUR, "no"));
        var path = "/v1/me/scheduled/" + id;
        bob.call("DELETE", path).expect(404, "scheduled-not-found");
        bob.call("DELETE", path + "?conversation=d:alice:bob").expect(404, "scheduled-not-found");
        alice.withIdempotencyKey("d").call("DELETE", path).expect(204);
        alice.withIdempotencyKey("d").call("DELETE", path).expect(204);
        alice.call("DELETE", path).expect(404, "scheduled-not-found");
        alice.call("DELETE", "/v1/me/scheduled/" + scheduled(later(HOUR, "x")) + "?conversation=d:alice:bob")
                .expect(204);
        alice.call("DELETE", "/v1/me/scheduled/01930e7b-6c3a-7d2e-9f40-5b1c2a3d4e5f")
                .expect(404, "scheduled-not-found");
        alice.call("DELETE", "/v1/me/scheduled/none").expect(400, "field-invalid");
        assertEquals(List.of(), items(alice, ""));
        assertEquals(2, items(alice, "?state=cancelled").size());
    }

    @Test
    void pagesSoonestFirst() {
        for (var hours : List.of(3, 1, 5, 2, 4)) {
            scheduled(later(Duration.ofHours(hours), "in " + hours));
        }
        var texts = new ArrayList<String>();
        var query = "?limit=2";
        for (var next = ""; next != null; ) {
            var page = alice.get("/v1/me/scheduled" + query + next).expect(200).json();
            page.path("items").forEach(item -> texts.add(item.path("text").textValue()));
            next = page.path("next").isNull()
                    ? null
                    : "&cursor=" + page.path("next").textValue();
        }
        assertEquals(List.of("in 1", "in 2", "in 3", "in 4", "in 5"), texts);
        alice.get("/v1/me/scheduled?state=lost").expect(400, "field-invalid");
    }

    @Test
    void refusesWhatDoesNotLieAhead() {
        alice.post("/v1/messages", later(Duration.ofSeconds(-5), "late")).expect(400, "send-at-invalid");
        alice.post("/v1/messages", later(Duration.ofDays(400), "far")).expect(400, "send-at-invalid");
        alice.post("/v1/messages", to("\"text\":\"x\",\"sendAt\":\"tomorrow\"")).expect(400, "field-invalid");
        alice.post("/v1/messages", to("\"text\":\"x\",\"expiresInSeconds\":0")).expect(400, "field-invalid");
        alice.post("/v1/messages", to("\"text\":\"x\",\"expiresInSeconds\":31536001"))
                .expect(400, "field-invalid");
    }

    @Test
    void tellsWhyAMessageWasNotSent() {
        alice.post("/v1/groups", "{\"id\":\"team\",\"name\":\"Team\",\"access\":\"public\"}")
                .expect(201);
        bob.post("/v1/groups/team/join", "{}").expect(201);
        bob.post("/v1/messages", later("{\"group\":\"team\"}", HOUR, "bye")).expect(202);
        bob.post("/v1/groups/team/leave").expect(200);
        ingress.actions.pass(HOUR.plusSeconds(5));
        var failed = items(bob, "?state=failed").getFirst();
        assertEquals("not-a-member", failed.path("code").textValue());
        assertEquals("bye", failed.path("text").textValue());
    }

    @Test
    void deletesAMessageWhoseTimeIsOver() {
        var message = alice.post("/v1/messages", to("\"text\":\"x\",\"expiresInSeconds\":60"))
                .expect(201)
                .json();
        var path = "/v1/messages/" + message.path("id").textValue();
        var at = Instant.parse(message.path("at").textValue());
        assertEquals(at.plusSeconds(60), Instant.parse(message.path("expiresAt").textValue()));
        assertEquals(message, bob.get(path).expect(200).json());
        ingress.actions.pass(Duration.ofSeconds(61));
        var tombstone = bob.get(path).expect(200).json();
        assertTrue(tombstone.path("deleted").booleanValue());
        assertFalse(tombstone.has("text"));
        assertFalse(tombstone.has("expiresAt"));
        var events = bob.get("/v1/conversations/d:alice:bob/events")
                .expect(200)
                .json()
                .path("items");
        var deleted = events.path(1);
        assertEquals("message.deleted", deleted.path("event").textValue());
        assertTrue(deleted.at("/data/expired").booleanValue());
        assertFalse(deleted.has("actor"));
        assertFalse(deleted.path("data").has("by"));
    }

    private String scheduled(String body) {
        return alice.post("/v1/messages", body)
                .expect(202)
                .json()
                .at("/scheduled/id")
                .textValue();
    }

    private static List<JsonNode> items(Client client, String query) {
        var items = new ArrayList<JsonNode>();
        client.get("/v1/me/scheduled" + query).expect(200).json().path("items").forEach(items::add);
        return items;
    }

    private static String to(String fields) {
        return "{\"receiver\":{\"user\":\"bob\"}," + fields + "}";
    }

    private static String later(Duration ahead, String text) {
        return later("{\"user\":\"bob\"}", ahead, text);
    }

    private static String later(String receiver, Duration ahead, String text) {
        return "{\"receiver\":%s,\"text\":\"%s\",\"sendAt\":\"%s\"}"
                .formatted(receiver, text, Instant.now().plus(ahead));
    }
}
