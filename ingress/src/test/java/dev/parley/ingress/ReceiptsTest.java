package dev.parley.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.edge.log.ReceiptDraft;
import dev.parley.schemas.Restriction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How far members have got: what they say, and what others see of it. */
class ReceiptsTest {
    private static final String TEAM = "/v1/conversations/g:team";

    private final RunningIngress ingress = RunningIngress.start();
    private final Client alice = ingress.user("alice");
    private final Client bob = ingress.user("bob");
    private final Client eve = ingress.user("eve");

    /** Created (1, 2), bob joins (3), then four messages of alice (4 to 7), the last of which mentions bob. */
    @BeforeEach
    void talk() {
        alice.post("/v1/groups", GroupsTest.group("team", "public")).expect(201);
        bob.post("/v1/groups/team/join").expect(201);
        for (var text : List.of("a", "b", "c")) {
            InboxTest.say(alice, "\"group\":\"team\"", text);
        }
        alice.post("/v1/messages", "{\"receiver\":{\"group\":\"team\"},\"text\":\"d\",\"mentions\":[\"bob\"]}")
                .expect(201);
    }

    @AfterEach
    void stop() {
        ingress.close();
    }

    @Test
    void answersWithTheMarkerAsItBecomesAndWhatIsUnreadAfterIt() {
        marker(bob, "/read", "{\"upToSeq\":5}", "5 5 2 1 false");
        marker(bob, "/delivered", "{\"upToSeq\":6}", "5 6 2 1 false");
        marker(bob, "/read", "{\"upToSeq\":4}", "5 6 2 1 false");
        marker(bob, "/delivered", "{}", "5 7 2 1 false");
        marker(bob, "/read", null, "7 7 0 0 false");
        marker(bob, "/unread", "{\"upToSeq\":6}", "6 7 1 1 true");
        marker(bob, "/delivered", "{\"upToSeq\":7}", "6 7 1 1 true");
        marker(bob, "/read", "{\"upToSeq\":6}", "6 7 1 1 false");
    }

    @Test
    void appendsWhatTheLogIsToHave() {
        bob.post(TEAM + "/read", "{\"upToSeq\":5}").expect(200);
        bob.post(TEAM + "/unread", "{\"upToSeq\":4}").expect(200);
        assertEquals(
                List.of(
                        new ReceiptDraft("acme", "g:team", "bob", 3, null, 5L, null, 7),
                        new ReceiptDraft("acme", "g:team", "bob", 3, null, null, 4L, 7)),
                ingress.receipts.receipts());
    }

    @Test
    void keepsBetweenTheJoiningAndTheHead() {
        marker(bob, "/unread", "{\"upToSeq\":0}", "3 3 4 1 true");
        marker(bob, "/read", "{\"upToSeq\":8}", "7 7 0 0 false");
        InboxTest.say(alice, "\"user\":\"bob\"", "hi");
        bob.post("/v1/conversations/d:alice:bob/read").expect(200);
        var unread = bob.post("/v1/conversations/d:alice:bob/unread", "{\"upToSeq\":0}");
        assertEquals(1, unread.expect(200).json().path("unread").intValue());
    }

    @Test
    void countsNoneOfOnesOwn() {
        InboxTest.say(bob, "\"group\":\"team\"", "e");
        marker(bob, "/delivered", null, "8 8 0 0 false");
        marker(bob, "/unread", "{\"upToSeq\":6}", "6 8 1 1 true");
    }

    @Test
    void waitsForAStoreThatDoesNotHaveTheMessageYet() {
        ingress.store.fallBehind();
        alice.post("/v1/messages", "{\"receiver\":{\"user\":\"bob\"},\"text\":\"hi\"}")
                .expect(201);
        ingress.store.afterNextRead(ingress.store::catchUp);
        marker(bob, "/read", "{\"upToSeq\":7}", "7 7 0 0 false");
        var read = bob.post("/v1/conversations/d:alice:bob/read", "{\"upToSeq\":1}")
                .expect(200);
        assertEquals(1, read.json().path("readUpTo").intValue());
    }

    @Test
    void areHiddenFromEachOtherWhereOneBlocksTheOther() {
        var message = alice.post("/v1/messages", "{\"receiver\":{\"user\":\"bob\"},\"text\":\"hi\"}")
                .expect(201)
                .json()
                .path("id")
                .textValue();
        bob.post("/v1/conversations/d:alice:bob/read").expect(200);
        var conversation = "/v1/conversations/d:alice:bob/receipts";
        var ofMessage = "/v1/messages/" + message + "/receipts";
        assertEquals(2, alice.get(conversation).expect(200).json().path("items").size());
        ingress.presence.show(new Restriction("acme", "d:alice:bob", "bob", true, null, 2L));
        for (var client : List.of(alice, bob)) {
            var items = client.get(conversation).expect(200).json().path("items");
            assertEquals(1, items.size());
        }
        var reached = alice.get(ofMessage).expect(200).json();
        assertEquals(
                0, reached.path("read").intValue() + reached.path("delivered").intValue());
        assertEquals(0, reached.path("items").size());
        assertEquals(1, bob.get(ofMessage).expect(200).json().path("read").intValue());
        assertEquals(
                2,
                ingress.server()
                        .get(conversation)
                        .expect(200)
                        .json()
                        .path("items")
                        .size());
    }

    @Test
    void takesNoIdempotencyKey() {
        var retrying = bob.withIdempotencyKey("k");
        retrying.post(TEAM + "/read", "{\"upToSeq\":5}").expect(200);
        retrying.post(TEAM + "/read", "{\"upToSeq\":6}").expect(200);
        assertEquals(2, ingress.receipts.receipts().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"upToSeq\":-1}",
                "{\"upToSeq\":1.5}",
                "{\"upToSeq\":\"5\"}",
                "{\"upToSeq\":1000000000000000000}",
                "{\"upToSeq\":5,\"readUpTo\":5}",
                "{\"conversation\":\"g:other\",\"upToSeq\":5}",
                "[5]"
            })
    void refusesWhatIsNoSeq(String body) {
        for (var call : List.of("/read", "/delivered", "/unread")) {
            bob.post(TEAM + call, body).expect(400);
        }
        bob.post(TEAM + "/unread", "{}").expect(400, "field-missing");
        bob.post("/v1/conversations/g:%20/read", "{}").expect(400, "field-invalid");
        assertEquals(List.of(), ingress.receipts.receipts());
    }

    @Test
    void refusesWhoIsNoMemberAsReadsDo() {
        InboxTest.say(alice, "\"user\":\"bob\"", "hi");
        alice.post("/v1/groups", GroupsTest.group("secret", "private")).expect(201);
        var foreign = ingress.user(RunningIngress.OTHER_TENANT, "bob");
        for (var name : List.of("d:alice:bob", "g:secret", "g:never")) {
            for (var call : List.of("/read", "/delivered", "/unread")) {
                var path = "/v1/conversations/" + name + call;
                eve.post(path, "{\"upToSeq\":0}").expect(404, "conversation-not-found");
                foreign.post(path, "{\"upToSeq\":0}").expect(404, "conversation-not-found");
            }
            eve.get("/v1/conversations/" + name + "/receipts").expect(404, "conversation-not-found");
            foreign.get("/v1/conversations/" + name + "/receipts").expect(404, "conversation-not-found");
        }
        eve.post(TEAM + "/read").expect(403, "not-a-member");
        eve.get(TEAM + "/receipts").expect(403, "not-a-member");
        bob.post("/v1/groups/team/leave").expect(200);
        bob.post(TEAM + "/read").expect(403, "not-a-member");
        bob.get(TEAM + "/receipts").expect(403, "not-a-member");
        ingress.server().post(TEAM + "/read").expect(400, "on-behalf-of-required");
        ingress.server().onBehalfOf("alice").post(TEAM + "/read").expect(200);
        assertEquals(1, ingress.receipts.receipts().size());
    }

    @Test
    void neverCallsAReceiptTakenThatIsNot() {
        ingress.receipts.goDown();
        bob.post(TEAM + "/read").expect(503, "log-unavailable");
        bob.post("/v1/conversations:read-all").expect(503, "log-unavailable");
        ingress.receipts.fill();
        var refused = bob.post(TEAM + "/read").expect(503, "too-busy");
        assertTrue(refused.json().path("retryAfterMs").longValue() > 0);
        bob.post("/v1/conversations:read-all").expect(503, "too-busy");
    }

    @Test
    void listsHowFarTheMembersHaveGot() {
        bob.post(TEAM + "/read", "{\"upToSeq\":5}").expect(200);
        var first = alice.get(TEAM + "/receipts?limit=1").expect(200).json();
        assertEquals("alice", first.at("/items/0/user").textValue());
        assertEquals(7, first.at("/items/0/readUpTo").intValue());
        var second = alice.get(
                        TEAM + "/receipts?limit=1&cursor=" + first.path("next").textValue())
                .expect(200)
                .json();
        assertEquals("bob", second.at("/items/0/user").textValue());
        assertEquals(5, second.at("/items/0/readUpTo").intValue());
        assertTrue(second.at("/items/0").has("readAt"));
        assertTrue(second.path("next").isNull());
        ingress.server().get(TEAM + "/receipts").expect(200);
    }

    @Test
    void listsWhomAMessageHasReached() {
        eve.post("/v1/groups/team/join").expect(201);
        ingress.user("carol").post("/v1/groups/team/join").expect(201);
        var late = alice.post("/v1/messages", "{\"receiver\":{\"group\":\"team\"},\"text\":\"e\"}")
                .expect(201)
                .json();
        bob.post(TEAM + "/read").expect(200);
        eve.post(TEAM + "/delivered").expect(200);
        var path = "/v1/messages/" + late.path("id").textValue() + "/receipts";
        var first = bob.get(path + "?limit=1").expect(200).json();
        assertEquals(2, first.path("delivered").intValue());
        assertEquals(1, first.path("read").intValue());
        assertEquals("bob", first.at("/items/0/user").textValue());
        assertTrue(first.at("/items/0/read").booleanValue());
        var second = bob.get(path + "?limit=1&cursor=" + first.path("next").textValue())
                .expect(200)
                .json();
        assertEquals(2, second.path("delivered").intValue());
        assertEquals("eve", second.at("/items/0/user").textValue());
        assertTrue(second.at("/items/0/deliveredAt").isTextual());
        assertTrue(second.at("/items/0/readAt").isMissingNode());
        ingress.server().get(path).expect(200);
        bob.post("/v1/groups/team/leave").expect(200);
        bob.get(path).expect(403, "not-a-member");
        ingress.user("dave").get(path).expect(403, "not-a-member");
        ingress.user(RunningIngress.OTHER_TENANT, "bob").get(path).expect(404, "message-not-found");
    }

    @Test
    void marksEverythingAsRead() {
        IntStream.range(0, 205).forEach(i -> {
            var group = "g" + i;
            alice.post("/v1/groups", GroupsTest.group(group, "public")).expect(201);
            bob.post("/v1/groups/" + group + "/join").expect(201);
            InboxTest.say(alice, "\"group\":\"" + group + "\"", "hi");
        });
        bob.call("DELETE", "/v1/conversations/g:g7").expect(200);
        bob.post("/v1/conversations/g:g8/read").expect(200);
        var all = bob.post("/v1/conversations:read-all").expect(200).json();
        assertEquals(205, all.path("conversations").intValue());
        assertEquals(List.of(), unread(bob));
        var again = bob.post("/v1/conversations:read-all", "{}").expect(200).json();
        assertEquals(0, again.path("conversations").intValue());
        bob.post("/v1/conversations/g:g8/unread", "{\"upToSeq\":4}").expect(200);
        assertEquals(List.of("g:g8"), unread(bob));
        assertEquals(
                1,
                bob.post("/v1/conversations:read-all")
                        .expect(200)
                        .json()
                        .path("conversations")
                        .intValue());
    }

    private static List<String> unread(Client client) {
        var names = new ArrayList<String>();
        client.get("/v1/conversations?unread=true&hidden=true&limit=200")
                .expect(200)
                .json()
                .path("items")
                .forEach(item -> names.add(item.path("conversation").textValue()));
        return names;
    }

    /** @param expected readUpTo, deliveredUpTo, unread, mentions, markedUnread */
    private static void marker(Client client, String call, @Nullable String body, String expected) {
        var answer = body == null ? client.post(TEAM + call) : client.post(TEAM + call, body);
        var marker = answer.expect(200).json();
        assertEquals(
                expected,
                Stream.of("readUpTo", "deliveredUpTo", "unread", "mentions", "markedUnread")
                        .map(name -> marker.path(name).asText())
                        .collect(Collectors.joining(" ")),
                call);
    }
}
