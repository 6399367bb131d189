package dev.parley.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.ApiKeyScope;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bans and mutes of groups. */
class BansTest {
    private static final String LATER = "2999-01-01T00:00:00.000Z";
    private static final String SAY = "{\"receiver\":{\"group\":\"team\"},\"text\":\"x\"}";

    private final RunningIngress ingress = RunningIngress.start();
    private final Client alice = ingress.user("alice");
    private final Client bob = ingress.user("bob");
    private final Client cem = ingress.user("cem");

    @BeforeEach
    void begin() {
        alice.post("/v1/groups", GroupsTest.group("team", "public")).expect(201);
        bob.post("/v1/groups/team/join").expect(201);
    }

    @AfterEach
    void stop() {
        ingress.close();
    }

    @Test
    void aBanInAFloodEndsWhatIsReadAtItsSeq() {
        bob.post("/v1/messages", SAY).expect(201);
        var banned = alice.put("/v1/groups/team/bans/bob", "{\"until\":\"" + LATER + "\",\"reason\":\"spam\"}")
                .expect(200)
                .json();
        alice.post("/v1/messages", SAY).expect(201);
        assertEquals("g:team", banned.path("conversation").textValue());
        assertEquals(5, banned.path("seq").intValue());
        assertEquals(LATER, banned.path("until").textValue());
        assertEquals("spam", banned.path("reason").textValue());
        bob.post("/v1/messages", SAY).expect(403, "not-a-member");
        bob.post("/v1/groups/team/join").expect(403, "banned");
        var events =
                bob.get("/v1/conversations/g%3Ateam/events").expect(200).json().path("items");
        assertEquals(5, events.size());
        assertEquals("member.banned", events.get(4).path("event").textValue());
        assertEquals(1, events.get(4).at("/data/memberCount").intValue());
        var messages =
                bob.get("/v1/conversations/g%3Ateam/messages").expect(200).json();
        assertEquals(1, messages.path("items").size());
    }

    @Test
    void theSameBanAgainIsNoEvent() {
        var first = alice.put("/v1/groups/team/bans/bob", "{}").expect(200).json();
        var again = alice.put("/v1/groups/team/bans/bob", "{}").expect(200).json();
        assertEquals(first, again);
        alice.call("DELETE", "/v1/groups/team/bans/bob").expect(200);
        alice.call("DELETE", "/v1/groups/team/bans/bob").expect(200);
        bob.post("/v1/groups/team/join").expect(201);
    }

    @Test
    void anEqualRetryGetsItsFirstAnswer() {
        var once = alice.withIdempotencyKey("b");
        var first = once.put("/v1/groups/team/bans/bob", "{}").expect(200);
        alice.call("DELETE", "/v1/groups/team/bans/bob").expect(200);
        assertEquals(
                first.text(),
                once.put("/v1/groups/team/bans/bob", "{}").expect(200).text());
        once.put("/v1/groups/team/bans/cem", "{}").expect(409, "action-id-reused");
    }

    @Test
    void onlyModeratorsAndAboveBanAndSeeBans() {
        bob.put("/v1/groups/team/bans/cem", "{}").expect(403, "not-permitted");
        cem.put("/v1/groups/team/bans/bob", "{}").expect(403, "not-a-member");
        bob.get("/v1/groups/team/bans").expect(403, "not-permitted");
        cem.get("/v1/groups/team/bans").expect(403, "not-a-member");
        alice.put("/v1/groups/team/bans/alice", "{}").expect(403, "not-permitted");
        alice.put("/v1/groups/team/bans/nobody", "{}").expect(404, "user-not-found");
        alice.put("/v1/groups/none/bans/bob", "{}").expect(404, "group-not-found");
        ingress.server().put("/v1/groups/team/bans/bob", "{}").expect(400, "on-behalf-of-required");
        ingress.server()
                .onBehalfOf("alice")
                .put("/v1/groups/team/bans/bob", "{}")
                .expect(200);
        ingress.client()
                .withKey("acme", ApiKeyScope.READ_ONLY)
                .get("/v1/groups/team/bans")
                .expect(200);
    }

    @Test
    void listsBansByUserPageByPage() {
        for (var user : List.of("dan", "eve", "fay")) {
            ingress.user(user);
        }
        alice.put("/v1/groups/team/bans/fay", "{}").expect(200);
        alice.put("/v1/groups/team/bans/dan", "{\"until\":\"" + LATER + "\"}").expect(200);
        alice.put("/v1/groups/team/bans/eve", "{}").expect(200);
        alice.call("DELETE", "/v1/groups/team/bans/eve").expect(200);
        var page = alice.get("/v1/groups/team/bans?limit=1").expect(200);
        assertEquals("dan", users(page));
        assertEquals("alice", page.json().at("/items/0/by").textValue());
        var cursor = page.json().path("next").textValue();
        assertEquals("fay", users(alice.get("/v1/groups/team/bans?cursor=" + cursor)));
        assertEquals("dan,fay", users(ingress.server().get("/v1/groups/team/bans")));
    }

    @Test
    void waitsForTheStoreWhereItIsAsked() {
        ingress.store.fallBehind();
        var seq = alice.put("/v1/groups/team/bans/bob", "{}")
                .expect(200)
                .json()
                .path("seq")
                .longValue();
        alice.get("/v1/groups/team/bans?atLeastSeq=" + seq).expect(503, "read-behind");
        ingress.store.catchUp();
        assertEquals("bob", users(alice.get("/v1/groups/team/bans?atLeastSeq=" + seq)));
    }

    @Test
    void aPrivateGroupIsNotThereForStrangers() {
        alice.post("/v1/groups", GroupsTest.group("secret", "private")).expect(201);
        for (var path : List.of("bans", "invites")) {
            var none = cem.get("/v1/groups/none/" + path).expect(404, "group-not-found");
            assertEquals(
                    none.text(),
                    cem.get("/v1/groups/secret/" + path)
                            .expect(404, "group-not-found")
                            .text());
            cem.get("/v1/groups/secret/" + path + "?atLeastSeq=1").expect(404, "group-not-found");
        }
        cem.put("/v1/groups/secret/bans/bob", "{}").expect(404, "group-not-found");
        cem.put("/v1/groups/secret/mutes/bob", "{}").expect(404, "group-not-found");
        alice.put("/v1/groups/secret/bans/cem", "{}").expect(200);
        cem.post("/v1/groups/secret/join").expect(404, "group-not-found");
        var foreigner = ingress.user(RunningIngress.OTHER_TENANT, "eve");
        foreigner.get("/v1/groups/team/bans").expect(404, "group-not-found");
        foreigner.put("/v1/groups/team/mutes/bob", "{}").expect(404, "group-not-found");
    }

    @Test
    void theMutedNeitherSendNorEdit() {
        var message =
                bob.post("/v1/messages", SAY).expect(201).json().path("id").textValue();
        var muted = alice.put("/v1/groups/team/mutes/bob", "{\"until\":\"2999-01-01T01:00:00+01:00\"}")
                .expect(200);
        assertEquals(LATER, muted.json().path("until").textValue());
        bob.post("/v1/messages", SAY).expect(403, "muted");
        bob.patch("/v1/messages/" + message, "{\"text\":\"y\"}").expect(403, "muted");
        assertEquals(
                muted.json(),
                alice.put("/v1/groups/team/mutes/bob", "{\"until\":\"" + LATER + "\"}")
                        .json());
        var unmuted = alice.call("DELETE", "/v1/groups/team/mutes/bob").expect(200);
        assertTrue(unmuted.json().path("until").isMissingNode());
        bob.post("/v1/messages", SAY).expect(201);
        alice.put("/v1/groups/team/mutes/cem", "{}").expect(404, "member-not-found");
        alice.call("DELETE", "/v1/groups/team/mutes/cem").expect(404, "member-not-found");
    }

    @Test
    void aTimeThatIsOverIsAFaultOfItsField() {
        for (var kind : List.of("bans", "mutes")) {
            var refused = alice.put("/v1/groups/team/" + kind + "/bob", "{\"until\":\"2020-01-01T00:00:00Z\"}")
                    .expect(400, "until-passed");
            assertEquals("until", refused.json().path("field").textValue());
            alice.put("/v1/groups/team/" + kind + "/bob", "{\"until\":\"soon\"}")
                    .expect(400, "field-invalid");
        }
        bob.post("/v1/messages", SAY).expect(201);
    }

    private static String users(Client.Answer page) {
        return StreamSupport.stream(page.expect(200).json().path("items").spliterator(), false)
                .map(ban -> ban.path("user").textValue())
                .collect(Collectors.joining(","));
    }
}
