package dev.parley.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GET /v1/threads. */
class ThreadListTest {
    private final RunningIngress ingress = RunningIngress.start();
    private final Client alice = ingress.user("alice");
    private final Client bob = ingress.user("bob");
    private final Client carol = ingress.user("carol");

    @BeforeEach
    void begin() {
        alice.post("/v1/groups", "{\"id\":\"team\",\"name\":\"Team\",\"access\":\"public\"}")
                .expect(201);
        bob.post("/v1/groups/team/join", "{}").expect(201);
        carol.post("/v1/groups/team/join", "{}").expect(201);
    }

    @AfterEach
    void close() {
        ingress.close();
    }

    @Test
    void hasWhatTheCallerTookPartInBeganOrFollows() {
        var parent = sent(alice, "parent", null);
        assertEquals(List.of(), threads(alice), "no reply yet");
        sent(bob, "reply", parent);
        var own = threads(alice).getFirst();
        assertEquals("parent", own.path("parent").path("text").textValue());
        assertEquals(1, own.path("replies").longValue());
        assertEquals(own.at("/parent/thread/lastReplySeq"), own.path("lastReplySeq"));
        assertEquals(own.at("/parent/thread/lastReplyAt"), own.path("lastReplyAt"));
        assertFalse(own.path("subscribed").booleanValue());
        assertEquals(1, own.path("unread").longValue());
        assertEquals(1, threads(bob).size());
        assertEquals(own.path("parent"), threads(bob).getFirst().path("parent"));
        assertEquals(List.of(), threads(carol));

        carol.call("PUT", subscription(parent)).expect(204);
        assertTrue(threads(carol).getFirst().path("subscribed").booleanValue());
        carol.call("DELETE", subscription(parent)).expect(204);
        assertEquals(List.of(), threads(carol));
    }

    @Test
    void leavesOutWhatTheCallerNoLongerFollowsThoughTheyTakePart() {
        var parent = sent(alice, "parent", null);
        sent(bob, "reply", parent);
        bob.call("DELETE", subscription(parent)).expect(204);
        assertEquals(List.of(), threads(bob));
        sent(bob, "again", parent);
        assertEquals(List.of(), threads(bob), "the choice stays");
        bob.call("PUT", subscription(parent)).expect(204);
        assertEquals(1, threads(bob).size());
        assertEquals(1, threads(alice).size());
    }

    @Test
    void pagesByTheLatestReply() {
        var parents = new ArrayList<String>();
        for (var i = 0; i < 5; i++) {
            parents.add(sent(alice, "p" + i, null));
        }
        for (var i : List.of(2, 0, 4, 1, 3)) {
            sent(bob, "r", parents.get(i));
        }
        var seen = new ArrayList<String>();
        var query = "?limit=2";
        while (!query.isEmpty()) {
            var page = bob.get("/v1/threads" + query).expect(200).json();
            page.path("items").forEach(item -> seen.add(item.at("/parent/text").textValue()));
            query = page.path("next").isNull()
                    ? ""
                    : "?limit=2&cursor=" + page.path("next").textValue();
        }
        assertEquals(5, seen.size(), seen.toString());
        assertEquals(Set.of("p0", "p1", "p2", "p3", "p4"), Set.copyOf(seen));
        var times = threads(bob).stream()
                .map(item -> item.path("lastReplyAt").textValue())
                .toList();
        assertEquals(times.stream().sorted(Comparator.reverseOrder()).toList(), times);
    }

    @Test
    void leavesOutWhatTheCallerDeletedForThemselfOrMayNoLongerRead() {
        var first = sent(alice, "first", null);
        var second = sent(alice, "second", null);
        sent(bob, "r1", first);
        sent(bob, "r2", second);
        bob.call("DELETE", "/v1/messages/" + first + "?for=me").expect(200);
        assertEquals(1, threads(bob).size());
        bob.post("/v1/groups/team/leave", "{}").expect(200);
        assertEquals(1, threads(bob).size(), "its last reply is from before");
        sent(carol, "r3", second);
        assertEquals(List.of(), threads(bob));
        assertEquals(2, threads(alice).size());
    }

    @Test
    void hidesRepliesThatTheReaderDeletedForThemself() {
        var parent = sent(alice, "parent", null);
        var reply = sent(bob, "reply", parent);
        var other = sent(bob, "other", parent);
        alice.call("DELETE", "/v1/messages/" + reply + "?for=me").expect(200);
        alice.call("PUT", "/v1/messages/" + other + "/save").expect(200);
        var left = alice.get("/v1/messages/" + parent + "/thread")
                .expect(200)
                .json()
                .path("items");
        assertEquals(1, left.size());
        assertEquals(other, left.path(0).path("id").textValue());
        assertTrue(left.path(0).path("saved").booleanValue());
        assertEquals(
                2,
                carol.get("/v1/messages/" + parent + "/thread")
                        .expect(200)
                        .json()
                        .path("items")
                        .size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1", "1.2", "1.2.x", "x.2.g:team", "-1.2.g:team", "1.2.g:", "99999999999999999999.1.g:team"})
    void refusesACursorThatIsNone(String place) {
        var cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
        carol.get("/v1/threads?cursor=" + cursor).expect(400, "field-invalid");
    }

    private static String subscription(String parent) {
        return "/v1/messages/" + parent + "/thread/subscription";
    }

    private static String sent(Client sender, String text, @Nullable String parent) {
        var inThread = parent == null ? "" : ",\"parentId\":\"" + parent + "\"";
        return sender.post(
                        "/v1/messages", "{\"receiver\":{\"group\":\"team\"},\"text\":\"" + text + "\"" + inThread + "}")
                .expect(201)
                .json()
                .path("id")
                .textValue();
    }

    private static List<JsonNode> threads(Client client) {
        var items = new ArrayList<JsonNode>();
        client.get("/v1/threads").expect(200).json().path("items").forEach(items::add);
        return items;
    }
}
