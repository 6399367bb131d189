package dev.parley.standalone.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.standalone.guarantee.Ledger;
import dev.parley.testkit.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** Threads, blocks and friendships through the log, the store, REST and sockets. */
@ExtendWith(SharedPlatform.class)
@TestInstance(Lifecycle.PER_CLASS)
class ThreadsAndRelationsIT {
    private final TestPlatform platform;
    private final ChatUser ann;
    private final ChatUser ben;
    private final ChatUser cem;

    ThreadsAndRelationsIT(TestPlatform platform) {
        this.platform = platform;
        var tenant = platform.tenant("threads");
        ann = tenant.user("ann");
        ben = tenant.user("ben");
        cem = tenant.user("cem");
        tenant.group("threads", List.of(ann, ben));
    }

    @Test
    void countsRepliesInTheOrderOfEvents() {
        var follower = new Follower(ben, "phone", new Ledger());
        follower.connect(platform.address());
        var parent = ann.say(Map.of("group", "threads"), "p", "first").expect(201);
        var begin = parent.number("seq");
        reply("r1", parent.text("id"));
        var second = reply("r2", parent.text("id"));
        var deletion = "/v1/messages/" + second + "?conversation=g:threads";
        Eventually.isTrue(
                "the store has the deletion",
                () -> ben.rest().delete(deletion, "d").status() == 200);
        Eventually.isTrue(
                () -> "the thread's events, not " + follower.events(),
                Duration.ofSeconds(30),
                () -> follower.position("g:threads") >= begin + 6);
        assertEquals(
                List.of("1", "2", "1"),
                follower.events().stream()
                        .filter(event -> event.path("event").textValue().equals("thread.updated"))
                        .map(event -> event.path("data").path("replies").asText())
                        .toList());
        var path = "/v1/messages/" + parent.text("id");
        var thread = ann.rest()
                .get(path + "/thread?atLeastSeq=" + (begin + 6))
                .expect(200)
                .body();
        assertEquals(2, thread.path("items").size());
        assertEquals(
                1, ann.rest().get(path).expect(200).body().at("/thread/replies").intValue());
    }

    @Test
    void letsABlockActAtOnceAndListsIt() {
        ann.rest().put("/v1/users/ann/friends/cem", "f1").expect(200);
        var accepted = cem.rest().put("/v1/users/cem/friends/ann", "f2").expect(200);
        assertEquals("friends", accepted.text("state"));
        awaitList(ann, "friends", "cem");
        ann.rest().put("/v1/users/ann/blocks/cem", "b").expect(204);
        assertEquals(
                "blocked",
                cem.say(Map.of("user", "ann"), "m1", "hi").expect(403).code());
        ann.say(Map.of("user", "cem"), "m2", "hi").expect(201);
        awaitList(ann, "blocks", "cem");
        awaitList(cem, "friends", "");
        ann.rest().delete("/v1/users/ann/blocks/cem", "u").expect(204);
        cem.say(Map.of("user", "ann"), "m3", "hi").expect(201);
    }

    private String reply(String id, String parent) {
        var body = Map.of("receiver", Map.of("group", "threads"), "text", "reply", "parentId", parent);
        return ben.rest().postUntilKnown("/v1/messages", id, body).expect(201).text("id");
    }

    /** The list has this user only, or nobody where it is empty. */
    private static void awaitList(ChatUser user, String list, String other) {
        Eventually.isTrue(
                user.name() + " has in " + list + " " + other,
                () -> user.rest()
                        .get("/v1/users/" + user.name() + "/" + list)
                        .expect(200)
                        .body()
                        .path("items")
                        .path(0)
                        .path("user")
                        .asText()
                        .equals(other));
    }
}
