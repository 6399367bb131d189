package dev.parley.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.ApiKeyScope;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was said and what happened, read back by those who may. */
class ConversationsTest {
    private static final String TEAM = "/v1/conversations/g:team";
    private static final String DIRECT = "/v1/conversations/d:alice:bob";

    private final RunningIngress ingress = RunningIngress.start();
    private final Client alice = ingress.user("alice");
    private final Client bob = ingress.user("bob");
    private final Client eve = ingress.user("eve");

    @AfterEach
    void stop() {
        ingress.close();
    }

    private void say(Client who, String text) {
        who.post("/v1/messages", "{\"conversation\":\"g:team\",\"text\":\"" + text + "\"}")
                .expect(201);
    }

    /** Created (1, 2), bob joins (3), a to e (4 to 8). */
    private void talk() {
        alice.post("/v1/groups", GroupsTest.group("team", "public")).expect(201);
        bob.post("/v1/groups/team/join").expect(201);
        for (var text : List.of("a", "b", "c", "d", "e")) {
            say(alice, text);
        }
    }

    @Test
    void messagesArePagedNewestFirst() {
        talk();
        var first = bob.get(TEAM + "/messages?limit=2").expect(200);
        assertEquals("e d", texts(first));
        assertEquals(7, next(first));
        var second = bob.get(TEAM + "/messages?limit=2&before=" + next(first)).expect(200);
        assertEquals("c b", texts(second));
        var last = bob.get(TEAM + "/messages?limit=2&before=" + next(second)).expect(200);
        assertEquals("a", texts(last));
        assertTrue(last.json().path("next").isNull());
    }

    @Test
    void messagesAfterASeqAreOldestFirst() {
        talk();
        var page = bob.get(TEAM + "/messages?limit=2&after=4").expect(200);
        assertEquals("b c", texts(page));
        assertEquals(
                "d e",
                texts(bob.get(TEAM + "/messages?limit=2&after=" + next(page)).expect(200)));
        bob.get(TEAM + "/messages?after=4&before=9").expect(400, "field-invalid");
    }

    @Test
    void eventsComeWithoutAGap() {
        talk();
        var seqs = new ArrayList<Integer>();
        var afterSeq = 0L;
        while (true) {
            var page = bob.get(TEAM + "/events?limit=3&afterSeq=" + afterSeq).expect(200);
            page.json()
                    .path("items")
                    .forEach(event -> seqs.add(event.path("seq").intValue()));
            if (page.json().path("next").isNull()) {
                break;
            }
            afterSeq = next(page);
        }
        assertEquals(IntStream.rangeClosed(1, 8).boxed().toList(), seqs);
    }

    @Test
    void aFormerMemberReadsUpToWhereItLeft() {
        talk();
        var leftSeq =
                bob.post("/v1/groups/team/leave").expect(200).json().path("seq").intValue();
        say(alice, "without bob");
        assertEquals("e d c b a", texts(bob.get(TEAM + "/messages").expect(200)));
        assertEquals("e", texts(bob.get(TEAM + "/messages?after=7").expect(200)));
        assertEquals("e", texts(bob.get(TEAM + "/messages?limit=1&before=100").expect(200)));
        var events = bob.get(TEAM + "/events?limit=200").expect(200).json().path("items");
        assertEquals(leftSeq, events.get(events.size() - 1).path("seq").intValue());
        var later =
                alice.get(TEAM + "/messages?limit=1").json().at("/items/0/id").textValue();
        bob.get("/v1/messages/" + later).expect(404, "message-not-found");
    }

    @Test
    void aStrangerReadsNothing() {
        talk();
        eve.get(TEAM + "/messages").expect(403, "not-a-member");
        eve.get(TEAM + "/events").expect(403, "not-a-member");
        eve.get("/v1/conversations/g:none/events").expect(404, "conversation-not-found");
    }

    @Test
    void whatIsHiddenLooksLikeWhatIsNotThere() {
        alice.post("/v1/groups", GroupsTest.group("secret", "private")).expect(201);
        alice.post("/v1/messages", "{\"receiver\":{\"user\":\"bob\"},\"text\":\"x\"}")
                .expect(201);
        var missing = eve.get("/v1/conversations/g:none/events").expect(404).text();
        assertEquals(missing, eve.get("/v1/conversations/g:secret/events").text());
        assertEquals(missing, eve.get(DIRECT + "/messages").text());
        assertEquals(missing, eve.get(DIRECT + "/messages?atLeastSeq=1").text());
        assertEquals(
                missing, eve.get("/v1/conversations/g:none/events?atLeastSeq=1").text());
        assertEquals(
                missing,
                eve.get("/v1/conversations/g:secret/events?atLeastSeq=1").text());
        var foreigner = ingress.user(RunningIngress.OTHER_TENANT, "alice");
        assertEquals(missing, foreigner.get(DIRECT + "/messages").text());
        var foreignServer = ingress.client().withKey(RunningIngress.OTHER_TENANT, ApiKeyScope.FULL);
        assertEquals(missing, foreignServer.get(DIRECT + "/messages").text());
    }

    @Test
    void theServerReadsEverythingOfItsTenant() {
        alice.post("/v1/messages", "{\"receiver\":{\"user\":\"bob\"},\"text\":\"x\"}")
                .expect(201);
        assertEquals("x", texts(ingress.server().get(DIRECT + "/messages").expect(200)));
        var reader = ingress.client().withKey(RunningIngress.TENANT, ApiKeyScope.READ_ONLY);
        assertEquals("x", texts(reader.get(DIRECT + "/messages").expect(200)));
        reader.onBehalfOf("eve").get(DIRECT + "/messages").expect(404, "conversation-not-found");
        ingress.server().get("/v1/conversations/d:alice:eve/messages").expect(404, "conversation-not-found");
    }

    @Test
    void aReadWaitsForWhatTheCallerWrote() {
        talk();
        ingress.store.fallBehind();
        say(alice, "f");
        assertEquals("e", texts(alice.get(TEAM + "/messages?limit=1").expect(200)));
        alice.get(TEAM + "/messages?limit=1&atLeastSeq=9").expect(503, "read-behind");
        ingress.store.catchUp();
        assertEquals(
                "f", texts(alice.get(TEAM + "/messages?limit=1&atLeastSeq=9").expect(200)));
    }

    @Test
    void joiningIsSeenByTheNextRead() {
        talk();
        ingress.store.fallBehind();
        var seq =
                eve.post("/v1/groups/team/join").expect(201).json().path("seq").longValue();
        eve.get(TEAM + "/events?atLeastSeq=" + seq).expect(503, "read-behind");
        ingress.store.catchUp();
        eve.get(TEAM + "/events?atLeastSeq=" + seq).expect(200);
    }

    @Test
    void whoJoinedAMomentAgoIsNotRefusedByAStoreThatIsBehind() {
        talk();
        ingress.store.fallBehind();
        eve.post("/v1/groups/team/join").expect(201);
        eve.get(TEAM + "/events").expect(503, "read-behind");
        alice.post("/v1/groups", GroupsTest.group("new", "private")).expect(201);
        alice.get("/v1/conversations/g:new/messages?atLeastSeq=2").expect(503, "read-behind");
        bob.get("/v1/conversations/g:new/messages?atLeastSeq=2").expect(404, "conversation-not-found");
        ingress.store.catchUp();
        eve.get(TEAM + "/events").expect(200);
        alice.get("/v1/conversations/g:new/messages?atLeastSeq=2").expect(200);
    }

    @Test
    void whoJoinedAMomentAgoReadsAMessageOnceTheStoreHasTheJoin() {
        talk();
        var message = "/v1/messages/"
                + bob.get(TEAM + "/messages?limit=1").json().at("/items/0/id").textValue();
        eve.get(message).expect(403, "not-a-member");
        ingress.store.fallBehind();
        eve.post("/v1/groups/team/join").expect(201);
        for (var path : List.of(message, message + "?conversation=g:team", message + "/revisions")) {
            eve.get(path).expect(503, "read-behind");
        }
        ingress.store.afterNextRead(ingress.store::catchUp);
        eve.get(message).expect(200);
    }

    @Test
    void whoCameBackAMomentAgoReadsAMessageOnceTheStoreHasTheJoin() {
        talk();
        bob.post("/v1/groups/team/leave").expect(200);
        say(alice, "without bob");
        var message = "/v1/messages/"
                + alice.get(TEAM + "/messages?limit=1").json().at("/items/0/id").textValue();
        bob.get(message).expect(404, "message-not-found");
        ingress.store.fallBehind();
        bob.post("/v1/groups/team/join").expect(201);
        bob.get(message).expect(503, "read-behind");
        ingress.store.catchUp();
        bob.get(message).expect(200);
    }

    @Test
    void aJoinThatIsStoredDuringAReadIsNotARefusal() {
        talk();
        ingress.store.fallBehind();
        var seq =
                eve.post("/v1/groups/team/join").expect(201).json().path("seq").longValue();
        ingress.store.afterNextRead(ingress.store::catchUp);
        ingress.server()
                .onBehalfOf("eve")
                .get(TEAM + "/messages?atLeastSeq=" + seq)
                .expect(200);
    }

    @Test
    void aFullPageOfLargeItemsIsCutAndGoesOn() {
        alice.post("/v1/groups", GroupsTest.group("team", "public")).expect(201);
        for (var i = 0; i < 20; i++) {
            say(alice, "x".repeat(65_000));
        }
        var page = alice.get(TEAM + "/events?limit=200").expect(200).json();
        assertTrue(page.path("items").size() < 20, "not cut");
        var rest = alice.get(
                        TEAM + "/events?limit=200&afterSeq=" + page.path("next").longValue())
                .json();
        assertEquals(22, page.path("items").size() + rest.path("items").size());
        assertTrue(rest.path("next").isNull());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "d:",
                "d:alice",
                "d:bob:alice",
                "d:alice:alice",
                "d:a:b:c",
                "g:",
                "g:a:b",
                "g:a%20b",
                "G:team",
                "g:a%2Fb"
            })
    void aNameThatNoConversationCanHaveIsRefused(String name) {
        alice.get("/v1/conversations/" + name + "/events").expect(400, "field-invalid");
    }

    @Test
    void aStoreThatIsDownIsSaidSoWithoutDetails() {
        ingress.store.goDown();
        var down = alice.get(TEAM + "/events").expect(503, "store-unavailable");
        assertEquals("1", down.header("Retry-After"));
        assertTrue(!down.text().contains("jdbc"), down.text());
    }

    private static String texts(Client.Answer page) {
        return StreamSupport.stream(page.json().path("items").spliterator(), false)
                .map(message -> message.path("text").textValue())
                .collect(Collectors.joining(" "));
    }

    private static long next(Client.Answer page) {
        return page.json().path("next").longValue();
    }
}
