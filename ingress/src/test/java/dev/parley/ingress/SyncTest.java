package dev.parley.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.schemas.ApiKeyScope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client missed, over all its conversations. */
class SyncTest {
    private static final String SYNC = "/v1/sync";
    private static final String SNAPSHOT = "/v1/sync/snapshot";

    private final RunningIngress ingress = RunningIngress.start();
    private final Client alice = ingress.user("alice");
    private final Client bob = ingress.user("bob");

    @AfterEach
    void stop() {
        ingress.close();
    }

    @Test
    void givesEverythingOnceAndInOrderWhateverTheLimits() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        IntStream.range(0, 7).forEach(i -> group("g" + i));
        for (var i = 0; i < 120; i++) {
            say("g" + Math.min(random.nextInt(7), random.nextInt(7)), "m" + i);
        }
        var positions = new TreeMap<String, Long>();
        var expected = new HashMap<String, List<Long>>();
        IntStream.range(0, 7).forEach(i -> {
            var head = ingress.store.headSeq(RunningIngress.TENANT, "g:g" + i);
            var from = (long) random.nextInt((int) head + 1);
            positions.put("g:g" + i, from);
            expected.put("g:g" + i, seqs(from, head));
        });
        var got = new HashMap<String, List<Long>>();
        positions.keySet().forEach(name -> got.put(name, new ArrayList<>()));
        var isMore = true;
        while (isMore) {
            var limit = 1 + random.nextInt(20);
            var answer = sync(bob, positions, ",\"limit\":" + limit);
            var events = answer.path("events");
            isMore = answer.path("more").booleanValue();
            assertTrue(events.size() <= limit, "seed " + seed);
            assertTrue(!isMore || events.size() == limit, "seed " + seed);
            events.forEach(
                    event -> got.computeIfAbsent(event.path("conversation").textValue(), _ -> new ArrayList<>())
                            .add(event.path("seq").longValue()));
            answer.path("conversations")
                    .properties()
                    .forEach(it -> positions.put(it.getKey(), it.getValue().longValue()));
        }
        assertEquals(expected, got, "seed " + seed);
        assertEquals(0, sync(bob, positions, "").path("events").size());
    }

    private static List<Long> seqs(long after, long upTo) {
        return IntStream.rangeClosed((int) after + 1, (int) upTo)
                .mapToObj(seq -> (long) seq)
                .toList();
    }

    @Test
    void showsEventsAsTheConversationDoes() {
        group("team");
        var events = new ArrayList<JsonNode>();
        bob.get("/v1/conversations/g:team/events")
                .expect(200)
                .json()
                .path("items")
                .forEach(events::add);
        var synced = new ArrayList<JsonNode>();
        sync(bob, Map.of("g:team", 0L), "").path("events").forEach(synced::add);
        assertEquals(events, synced);
    }

    @Test
    void endsBehindTheEventThatMakesItTooLarge() {
        group("team");
        var large = "x".repeat(60_000);
        IntStream.range(0, 20).forEach(_ -> say("team", large));
        var first = sync(bob, Map.of("g:team", 3L), "");
        assertEquals(18, first.path("events").size());
        assertTrue(first.path("more").booleanValue());
        assertEquals(21, first.at("/conversations/g:team").longValue());
        var second = sync(bob, Map.of("g:team", 21L), "");
        assertEquals(2, second.path("events").size());
        assertFalse(second.path("more").booleanValue());
    }

    @Test
    void saysWhichPositionsLeadNowhereAndNoMore() {
        group("team");
        alice.post("/v1/groups", GroupsTest.group("secret", "private")).expect(201);
        alice.post("/v1/groups", GroupsTest.group("open", "public")).expect(201);
        ingress.user("carol");
        InboxTest.say(alice, "\"user\":\"carol\"", "hi");
        var positions = Map.of(
                "g:team", 900L, "g:secret", 1L, "g:never", 1L, "g:open", 1L, "d:alice:carol", 1L, "d:alice:zed", 0L);
        var resync = sync(bob, positions, "").path("resync");
        assertEquals("position-ahead", resync.path("g:team").textValue());
        assertEquals("not-a-member", resync.path("g:open").textValue());
        for (var name : List.of("g:secret", "g:never", "d:alice:carol", "d:alice:zed")) {
            assertEquals("not-found", resync.path(name).textValue(), name);
        }
        var foreign = sync(ingress.user(RunningIngress.OTHER_TENANT, "bob"), Map.of("g:team", 0L, "g:open", 0L), "");
        assertEquals(0, foreign.path("events").size());
        assertEquals("not-found", foreign.at("/resync/g:team").textValue());
        assertEquals("not-found", foreign.at("/resync/g:open").textValue());
        assertEquals(0, foreign.path("new").size());
    }

    @Test
    void waitsForAStoreThatDoesNotHaveAPositionYet() {
        group("team");
        ingress.store.fallBehind();
        say("team", "young");
        ingress.store.afterNextRead(ingress.store::catchUp);
        var answer = sync(bob, Map.of("g:team", 4L), "");
        assertEquals(0, answer.path("resync").size());
        assertEquals(4, answer.at("/conversations/g:team").longValue());
    }

    @Test
    void givesAFormerMemberWhatCameUpToItsLeaving() {
        group("team");
        say("team", "before");
        bob.post("/v1/groups/team/leave").expect(200);
        say("team", "after");
        var answer = sync(bob, Map.of("g:team", 3L), "");
        assertEquals(2, answer.path("events").size());
        assertEquals(5, answer.at("/conversations/g:team").longValue());
        assertEquals(0, answer.path("new").size());
        assertFalse(answer.path("more").booleanValue());
    }

    @Test
    void namesConversationsThatTheClientDoesNotKnow() {
        group("known");
        group("other");
        InboxTest.say(alice, "\"user\":\"bob\"", "hi");
        var answer = sync(bob, Map.of("g:known", 3L), "");
        assertEquals("{\"d:alice:bob\":0,\"g:other\":2}", answer.path("new").toString());
        assertFalse(sync(bob, Map.of(), ",\"new\":false").has("new"));
        var joined = sync(bob, Map.of("g:other", 2L), "").path("events");
        assertEquals("member.joined", joined.path(0).path("event").textValue());
    }

    @Test
    void bringsStatesWhereTheyAreAsked() {
        group("team");
        say("team", "hi");
        var answer = sync(bob, Map.of("g:team", 4L), ",\"states\":true");
        assertEquals(0, answer.path("events").size());
        assertEquals(1, answer.at("/items/0/unread").intValue());
        assertFalse(sync(bob, Map.of("g:team", 4L), "").has("items"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"conversations\":null}",
                "{\"conversations\":[]}",
                "{\"conversations\":{\"team\":1}}",
                "{\"conversations\":{\"d:bob:alice\":1}}",
                "{\"conversations\":{\"g:team\":-1}}",
                "{\"conversations\":{\"g:team\":1.5}}",
                "{\"conversations\":{\"g:team\":\"1\"}}",
                "{\"conversations\":{\"g:team\":null}}",
                "{\"conversations\":{\"g:team\":1000000000000000000}}",
                "{\"conversations\":{\"g:team\":99999999999999999999}}",
                "{\"conversations\":{},\"limit\":0}",
                "{\"conversations\":{},\"limit\":1001}",
                "{\"conversations\":{},\"states\":1}",
                "{\"conversations\":{},\"new\":\"no\"}",
                "{\"conversations\":{},\"since\":1}"
            })
    void refusesWhatIsNoRequest(String body) {
        var refused = bob.post(SYNC, body).expect(400).json();
        assertTrue(refused.path("code").textValue().startsWith("field-"), refused.toString());
    }

    @Test
    void takesAsManyPositionsAsItSaysAndNoMore() {
        assertEquals(4_000, sync(bob, unknown(4_000), "").path("resync").size());
        bob.post(SYNC, request(unknown(4_001), "")).expect(400, "field-invalid");
        assertEquals(
                200, sync(bob, unknown(200), ",\"states\":true").path("resync").size());
        bob.post(SYNC, request(unknown(201), ",\"states\":true")).expect(400, "field-invalid");
    }

    private static Map<String, Long> unknown(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "g:unknown-group-" + i, _ -> 0L));
    }

    @Test
    void needsAUserAndLetsAReadingKeyIn() {
        ingress.server().post(SYNC, "{\"conversations\":{}}").expect(400, "on-behalf-of-required");
        ingress.client().post(SYNC, "{\"conversations\":{}}").expect(401, "token-missing");
        var reading = ingress.client()
                .withKey(RunningIngress.TENANT, ApiKeyScope.READ_ONLY)
                .onBehalfOf("bob");
        reading.post(SYNC, "{\"conversations\":{}}").expect(200);
        reading.get(SNAPSHOT).expect(200);
    }

    @Test
    void snapsEverythingInAnOrderThatNothingChanges() {
        for (var group : List.of("c", "a", "d", "b", "e")) {
            group(group);
        }
        bob.call("DELETE", "/v1/conversations/g:b").expect(200);
        bob.patch("/v1/conversations/g:c", "{\"archived\":true}").expect(200);
        bob.post("/v1/groups/e/leave").expect(200);
        var first = bob.get(SNAPSHOT + "?limit=2").expect(200).json();
        say("a", "moves to the front of the list");
        say("d", "and so does this");
        var second = bob.get(SNAPSHOT + "?limit=2&cursor=" + first.path("next").textValue())
                .expect(200)
                .json();
        assertEquals(
                List.of("g:a", "g:b"),
                first.path("items").findValuesAsText("conversation").stream()
                        .distinct()
                        .toList());
        assertEquals(3, first.at("/items/0/seq").intValue());
        assertEquals("g:c", second.at("/items/0/conversation").textValue());
        assertEquals("g:d", second.at("/items/1/conversation").textValue());
        assertEquals(4, second.at("/items/1/seq").intValue());
        assertTrue(second.path("next").isNull());
        bob.get(SNAPSHOT + "?cursor=ZZZ").expect(400, "field-invalid");
    }

    private void group(String id) {
        alice.post("/v1/groups", GroupsTest.group(id, "public")).expect(201);
        bob.post("/v1/groups/" + id + "/join").expect(201);
    }

    private void say(String group, String text) {
        InboxTest.say(alice, "\"group\":\"" + group + "\"", text);
    }

    private static JsonNode sync(Client client, Map<String, Long> positions, String more) {
        return client.post(SYNC, request(positions, more)).expect(200).json();
    }

    private static String request(Map<String, Long> positions, String more) {
        return positions.entrySet().stream()
                .map(it -> "\"" + it.getKey() + "\":" + it.getValue())
                .collect(Collectors.joining(",", "{\"conversations\":{", "}" + more + "}"));
    }
}
