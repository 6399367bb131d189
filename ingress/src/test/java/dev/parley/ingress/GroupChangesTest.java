package dev.parley.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Groups that change, are handed over, end and begin again. */
class GroupChangesTest {
    private static final String TEAM = "/v1/groups/team";

    private final RunningIngress ingress = RunningIngress.start();
    private final Client alice = ingress.user("alice");
    private final Client bob = ingress.user("bob");

    @BeforeEach
    void begin() {
        alice.post("/v1/groups", "{\"id\":\"team\",\"name\":\"Team\",\"access\":\"public\",\"description\":\"d\"}")
                .expect(201);
        bob.post(TEAM + "/join").expect(201);
    }

    @AfterEach
    void stop() {
        ingress.close();
    }

    @Test
    void tellsHowLongSlowModeMakesAParticipantWait() {
        var say = "{\"receiver\":{\"group\":\"team\"},\"text\":\"hi\"}";
        alice.patch(TEAM, "{\"slowModeSeconds\":30}").expect(200);
        bob.post("/v1/messages", say).expect(201);
        var once = bob.withIdempotencyKey("too-soon");
        var refused = once.post("/v1/messages", say).expect(429, "slow-mode");
        var wait = refused.json().path("retryAfterMs").longValue();
        assertTrue(wait > 0 && wait <= 30_000, refused.text());
        assertEquals(Long.toString(Math.ceilDiv(wait, 1_000)), refused.header("Retry-After"));
        assertEquals(refused.text(), once.post("/v1/messages", say).expect(429).text());
        ingress.actions.pass(Duration.ofSeconds(30));
        bob.post("/v1/messages", say).expect(201);
    }

    @Test
    void changesWhatIsSentAndLeavesTheRest() {
        var changed = alice.withIdempotencyKey("u")
                .patch(TEAM, "{\"name\":\"New\",\"slowModeSeconds\":30,\"description\":null}")
                .expect(200);
        assertEquals("New", changed.json().path("name").textValue());
        assertEquals("public", changed.json().path("access").textValue());
        assertEquals(30, changed.json().path("slowModeSeconds").intValue());
        assertEquals("owner", changed.json().path("role").textValue());
        assertEquals(4, changed.json().path("version").intValue());
        assertFalse(changed.json().has("description"));
        assertEquals(changed.text(), alice.get(TEAM).expect(200).text());
        assertEquals(changed.header("ETag"), alice.get(TEAM).header("ETag"));
        assertEquals(
                changed.text(),
                alice.withIdempotencyKey("u")
                        .patch(TEAM, "{\"name\":\"New\",\"slowModeSeconds\":30,\"description\":null}")
                        .text());
        assertEquals("participant", bob.get(TEAM).json().path("role").textValue());
        var listed = bob.get("/v1/groups").json().path("items").path(0);
        assertEquals("participant", listed.path("role").textValue());
    }

    @Test
    void saysWhoMayMentionEverybody() {
        assertEquals("participant", bob.get(TEAM).json().path("mentionAllFrom").textValue());
        var changed = alice.patch(TEAM, "{\"mentionAllFrom\":\"moderator\"}").expect(200);
        assertEquals("moderator", changed.json().path("mentionAllFrom").textValue());
        alice.patch(TEAM, "{\"name\":\"New\"}").expect(200);
        assertEquals("moderator", bob.get(TEAM).json().path("mentionAllFrom").textValue());
        alice.patch(TEAM, "{\"mentionAllFrom\":\"anybody\"}").expect(400, "field-invalid");
        alice.patch(TEAM, "{\"mentionAllFrom\":null}").expect(200);
        assertEquals("participant", bob.get(TEAM).json().path("mentionAllFrom").textValue());
    }

    @Test
    void refusesAnotherVersionThanTheOneThatTheClientSaw() {
        var tag = alice.get(TEAM).header("ETag");
        alice.with("If-Match", tag).patch(TEAM, "{\"name\":\"A\"}").expect(200);
        alice.with("If-Match", tag).patch(TEAM, "{\"name\":\"B\"}").expect(412, "version-conflict");
        var seen = alice.get(TEAM).header("ETag");
        // Who comes and goes is no change of the group itself.
        bob.post(TEAM + "/leave").expect(200);
        alice.with("If-Match", seen).patch(TEAM, "{\"name\":\"C\"}").expect(200);
        alice.patch(TEAM, "{\"name\":\"D\",\"version\":6}").expect(200);
    }

    @Test
    void answersOnceTheStoreHasTheChange() {
        ingress.store.fallBehind();
        alice.withIdempotencyKey("u").patch(TEAM, "{\"name\":\"New\"}").expect(503, "read-behind");
        ingress.store.catchUp();
        var answer =
                alice.withIdempotencyKey("u").patch(TEAM, "{\"name\":\"New\"}").expect(200);
        assertEquals("New", answer.json().path("name").textValue());
        assertEquals(4, answer.json().path("seq").intValue());
    }

    @Test
    void refusesWhatIsNoChangeAndWhoMayMakeNone() {
        alice.patch(TEAM, "{}").expect(400, "field-missing");
        alice.patch(TEAM, "{\"owner\":\"bob\"}").expect(400, "field-missing");
        alice.patch(TEAM, "{\"access\":\"password\"}").expect(400, "field-missing");
        bob.patch(TEAM, "{\"name\":\"x\"}").expect(403, "not-permitted");
        ingress.user("carol").patch(TEAM, "{\"name\":\"x\"}").expect(403, "not-a-member");
        ingress.user(RunningIngress.OTHER_TENANT, "alice")
                .patch(TEAM, "{\"name\":\"x\"}")
                .expect(404, "group-not-found");
    }

    @Test
    void hidesAGroupThatBecomesPrivate() {
        var carol = ingress.user("carol");
        carol.get(TEAM).expect(200);
        alice.patch(TEAM, "{\"access\":\"private\"}").expect(200);
        carol.get(TEAM).expect(404, "group-not-found");
        for (var call : List.of("PATCH", "DELETE")) {
            var hidden = carol.send(carol.request(TEAM)
                    .header("Content-Type", "application/json")
                    .method(call, BodyPublishers.ofString("PATCH".equals(call) ? "{\"name\":\"x\"}" : "{}")));
            hidden.expect(404, "group-not-found");
        }
        bob.get(TEAM).expect(200);
    }

    @Test
    void setsAndDropsAPassword() {
        alice.patch(TEAM, "{\"access\":\"password\",\"password\":\"open sesame\"}")
                .expect(200);
        assertFalse(ingress.actions.actions().toString().contains("sesame"));
        var carol = ingress.user("carol");
        carol.post(TEAM + "/join").expect(403, "password-wrong");
        carol.post(TEAM + "/join", "{\"password\":\"open sesame\"}").expect(201);
        alice.patch(TEAM, "{\"access\":\"public\"}").expect(200);
        ingress.user("dave").post(TEAM + "/join").expect(201);
    }

    @Test
    void handsAGroupOver() {
        bob.post(TEAM + "/transfer-ownership", "{\"to\":\"bob\"}").expect(403, "not-permitted");
        alice.post(TEAM + "/transfer-ownership", "{\"to\":\"carol\"}").expect(404, "member-not-found");
        var group = alice.post(TEAM + "/transfer-ownership", "{\"to\":\"bob\"}").expect(200);
        assertEquals("bob", group.json().path("owner").textValue());
        assertEquals("admin", group.json().path("role").textValue());
        assertEquals("owner", bob.get(TEAM).json().path("role").textValue());
        bob.post(TEAM + "/transfer-ownership", "{\"to\":\"bob\"}").expect(200);
        var events = bob.get("/v1/conversations/g:team/events?afterSeq=3").expect(200);
        assertEquals(1, events.json().path("items").size());
        assertEquals("group.owner-changed", events.json().at("/items/0/event").textValue());
    }

    @Test
    void endsAGroupForAll() {
        said("before");
        bob.call("DELETE", TEAM).expect(403, "not-permitted");
        var ended = alice.withIdempotencyKey("x").call("DELETE", TEAM).expect(200);
        assertEquals("group.deleted", ended.json().path("event").textValue());
        assertEquals(5, ended.json().path("seq").intValue());
        assertEquals(
                ended.text(), alice.withIdempotencyKey("x").call("DELETE", TEAM).text());
        for (var user : List.of(alice, bob)) {
            user.get(TEAM).expect(404, "group-not-found");
            user.get(TEAM + "/members").expect(404, "group-not-found");
            assertEquals(0, user.get("/v1/groups").json().path("items").size());
            user.post("/v1/messages", "{\"receiver\":{\"group\":\"team\"},\"text\":\"x\"}")
                    .expect(404, "group-not-found");
            // What they had stays theirs.
            assertEquals(
                    1,
                    user.get("/v1/conversations/g:team/messages")
                            .expect(200)
                            .json()
                            .path("items")
                            .size());
            assertEquals(
                    5,
                    user.get("/v1/conversations/g:team/events")
                            .expect(200)
                            .json()
                            .path("items")
                            .size());
        }
        ingress.user("carol").get("/v1/conversations/g:team/messages").expect(404, "conversation-not-found");
        ingress.server().get(TEAM).expect(404, "group-not-found");
        alice.call("DELETE", TEAM).expect(404, "group-not-found");
    }

    /** Ended by Alice, begun anew by Carol at seq 6, joined by Dave; one message is in each. Gives the id of the first. */
    private String begunAnew(Client carol, Client dave) {
        var old = said("before");
        alice.call("DELETE", TEAM).expect(200);
        var begun = carol.post("/v1/groups", "{\"id\":\"team\",\"name\":\"Other\",\"access\":\"public\"}")
                .expect(201);
        assertEquals(1, begun.json().path("memberCount").intValue());
        carol.post("/v1/messages", "{\"receiver\":{\"group\":\"team\"},\"text\":\"new\"}")
                .expect(201);
        dave.post(TEAM + "/join").expect(201);
        return old;
    }

    @Test
    void showsMembersOfTheNextGroupNothingOfTheFormer() {
        var carol = ingress.user("carol");
        var dave = ingress.user("dave");
        var old = begunAnew(carol, dave);
        for (var member : List.of(carol, dave)) {
            var messages = items(member.get("/v1/conversations/g:team/messages"));
            assertEquals(1, messages.size());
            assertEquals("new", messages.at("/0/text").textValue());
            assertEquals(messages, items(member.get("/v1/conversations/g:team/messages?after=0")));
            var events = items(member.get("/v1/conversations/g:team/events"));
            assertEquals(6, events.at("/0/seq").intValue());
            member.get("/v1/messages/" + old).expect(404, "message-not-found");
        }
        carol.call("DELETE", "/v1/messages/" + old).expect(404, "message-not-found");
    }

    @Test
    void showsWhoIsInBothGroupsNoThreadSavedMessageOrPinOfTheFormer() {
        var old = said("before");
        bob.post("/v1/messages", "{\"receiver\":{\"group\":\"team\"},\"text\":\"reply\",\"parentId\":\"" + old + "\"}")
                .expect(201);
        alice.call("PUT", "/v1/messages/" + old + "/save").expect(200);
        alice.call("PUT", "/v1/messages/" + old + "/pin").expect(200);
        var lists = List.of("/v1/threads", "/v1/me/saved", "/v1/conversations/g:team/pins");
        for (var list : lists) {
            assertEquals(1, items(alice.get(list)).size(), list);
        }
        begunAnew(ingress.user("carol"), alice);
        for (var list : lists) {
            assertEquals(0, items(alice.get(list)).size(), list);
        }
    }

    @Test
    void showsMembersOfTheFormerGroupNothingOfTheNext() {
        var old = begunAnew(ingress.user("carol"), ingress.user("dave"));
        for (var former : List.of(alice, bob)) {
            former.get("/v1/messages/" + old).expect(200);
            var messages = items(former.get("/v1/conversations/g:team/messages"));
            assertEquals(1, messages.size());
            assertEquals("before", messages.at("/0/text").textValue());
            former.get(TEAM + "/members").expect(403, "not-a-member");
        }
        ingress.server().get("/v1/messages/" + old).expect(200);
        alice.call("DELETE", "/v1/messages/" + old).expect(403, "not-a-member");
    }

    private static JsonNode items(Client.Answer page) {
        return page.expect(200).json().path("items");
    }

    private String said(String text) {
        return alice.post("/v1/messages", "{\"receiver\":{\"group\":\"team\"},\"text\":\"" + text + "\"}")
                .expect(201)
                .json()
                .path("id")
                .textValue();
    }
}
