package dev.parley.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The latest page comes from a cache, and nobody can tell. */
class LatestPagesTest {
    private static final String LIST = "/v1/conversations/g:team/messages";
    /** Never cached. */
    private static final String FROM_STORE = "before=999999999999999999";

    private static final List<String> MEMBERS = List.of("alice", "bob", "carol");

    private final RunningIngress ingress = RunningIngress.start();
    private final long seed = ThreadLocalRandom.current().nextLong();
    private final Random random = new Random(seed);
    private final List<Client> users =
            MEMBERS.stream().map(user -> ingress.user(user)).toList();
    private final Client alice = users.getFirst();

    @AfterEach
    void close() {
        ingress.close();
    }

    private void group() {
        alice.post("/v1/groups", GroupsTest.group("team", "public")).expect(201);
        users.stream()
                .skip(1)
                .forEach(user -> user.post("/v1/groups/team/join", "{}").expect(201));
    }

    private static String sent(Client sender, String text) {
        return sender.post("/v1/messages", "{\"receiver\":{\"group\":\"team\"},\"text\":\"" + text + "\"}")
                .expect(201)
                .json()
                .path("id")
                .textValue();
    }

    private double fills() {
        return ingress.metrics.scrape("parley_ingress_cache_fills"::equals).stream()
                .flatMap(snapshot -> snapshot.getDataPoints().stream())
                .mapToDouble(point -> ((CounterDataPointSnapshot) point).getValue())
                .sum();
    }

    private static List<String> texts(JsonNode page) {
        return StreamSupport.stream(page.path("items").spliterator(), false)
                .map(item -> item.path("text").textValue())
                .toList();
    }

    /** The first read fills where something has changed, the second one finds it. */
    private void assertAsStored() {
        var limit = 1 + random.nextInt(50);
        for (var reader : List.of(alice, users.get(1), users.get(2), ingress.server(), users.get(1))) {
            var stored = reader.get(LIST + "?" + FROM_STORE + "&limit=" + limit);
            var read = reader.get(LIST + "?limit=" + limit).expect(stored.status());
            if (stored.status() == 200) {
                assertEquals(stored.text(), read.text(), "seed " + seed);
            }
        }
    }

    @Test
    void isWhatTheStoreHasAfterWhateverHappens() {
        group();
        var messages = new ArrayList<String>();
        for (var i = 0; i < 55; i++) {
            messages.add(sent(alice, "m" + i));
        }
        for (var step = 0; step < 120; step++) {
            // Mostly one that is on the page.
            var message = messages.get(Math.max(0, messages.size() - 1 - random.nextInt(60)));
            var user = users.get(random.nextInt(users.size()));
            change(user, message, step, messages);
            assertAsStored();
        }
    }

    /** Some are refused, and then nothing changes. */
    private void change(Client user, String message, int step, List<String> messages) {
        var path = "/v1/messages/" + message;
        switch (random.nextInt(13)) {
            case 0, 1 -> user.patch(path, "{\"text\":\"edited " + step + "\"}");
            case 2 -> user.call("DELETE", path);
            case 3 -> user.call("DELETE", path + "?for=me");
            case 4 -> user.call("PUT", path + "/save");
            case 5 -> user.call("DELETE", path + "/save");
            case 6 -> user.call("PUT", path + "/reactions/%F0%9F%91%8D");
            case 7 -> user.call("DELETE", path + "/reactions/%F0%9F%91%8D");
            case 8 -> alice.call("PUT", path + "/pin");
            case 9 -> alice.call("DELETE", path + "/pin");
            case 10 -> user.post(path + "/thread", "{\"text\":\"reply " + step + "\"}");
            case 11 -> users.get(2).post("/v1/groups/team/" + (random.nextBoolean() ? "leave" : "join"), "{}");
            default -> messages.add(sent(alice, "more " + step));
        }
    }

    @Test
    void isReadFromTheStoreOnceForAll() {
        group();
        sent(alice, "hi");
        for (var i = 0; i < 3; i++) {
            users.forEach(user ->
                    assertEquals(List.of("hi"), texts(user.get(LIST).expect(200).json())));
        }
        assertEquals(1, fills());
        sent(alice, "again");
        assertEquals(
                List.of("again", "hi"), texts(users.get(1).get(LIST).expect(200).json()));
        assertEquals(2, fills());
    }

    @Test
    void showsAFormerMemberNothingOfLater() {
        group();
        sent(alice, "before");
        users.get(1).post("/v1/groups/team/leave", "{}").expect(200);
        sent(alice, "after");
        assertEquals(
                List.of("after", "before"), texts(alice.get(LIST).expect(200).json()));
        assertEquals(List.of("before"), texts(users.get(1).get(LIST).expect(200).json()));
    }

    @Test
    void showsNothingOfAFormerGroupOfTheSameId() {
        group();
        sent(alice, "of the former one");
        alice.get(LIST).expect(200);
        alice.call("DELETE", "/v1/groups/team").expect(200);
        group();
        sent(alice, "of the new one");
        assertEquals(
                List.of("of the new one"), texts(alice.get(LIST).expect(200).json()));
        assertAsStored();
    }

    @Test
    void isOfOneTenantAlone() {
        var direct = "/v1/conversations/d:alice:bob/messages";
        var body = "{\"receiver\":{\"user\":\"bob\"},\"text\":\"";
        var other = ingress.user(RunningIngress.OTHER_TENANT, "alice");
        ingress.user(RunningIngress.OTHER_TENANT, "bob");
        alice.post("/v1/messages", body + "acme\"}").expect(201);
        other.post("/v1/messages", body + "globex\"}").expect(201);
        for (var i = 0; i < 2; i++) {
            assertEquals(List.of("acme"), texts(alice.get(direct).expect(200).json()));
            assertEquals(List.of("globex"), texts(other.get(direct).expect(200).json()));
        }
        assertEquals(2, ingress.cache.size());
    }

    @Test
    void isNoneOfItsReadersBusinessWhereTheCacheIsDown() {
        group();
        sent(alice, "hi");
        alice.get(LIST).expect(200);
        ingress.cache.goDown();
        assertAsStored();
        sent(alice, "again");
        assertAsStored();
        assertEquals(List.of("again", "hi"), texts(alice.get(LIST).expect(200).json()));
    }

    @Test
    void waitsForAStoreThatIsBehindAsEveryReadDoes() {
        group();
        sent(alice, "hi");
        alice.get(LIST).expect(200);
        ingress.store.fallBehind();
        sent(alice, "again");
        var head = ingress.store.headSeq(RunningIngress.TENANT, "g:team") + 1;
        alice.get(LIST + "?atLeastSeq=" + head).expect(503, "read-behind");
        ingress.store.catchUp();
        var read = alice.get(LIST + "?atLeastSeq=" + head).expect(200).json();
        assertEquals(List.of("again", "hi"), texts(read));
    }

    @Test
    void isThePageOfUsualSizeAndSmallerOnes() {
        group();
        for (var i = 0; i < 51; i++) {
            sent(alice, "m" + i);
        }
        var largest = alice.get(LIST).expect(200).json();
        assertEquals(50, largest.path("items").size());
        assertTrue(largest.path("next").isNumber());
        assertEquals(1, fills());
        assertEquals(
                51,
                alice.get(LIST + "?limit=51").expect(200).json().path("items").size());
        assertEquals(1, fills());
    }
}
