package dev.parley.standalone.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a user sets on messages for themself shows in their next read, and in nobody else's. */
@ExtendWith(SharedPlatform.class)
@TestInstance(Lifecycle.PER_CLASS)
class OwnMarksIT {
    private static final String LIST = "/v1/conversations/g:marks/messages?limit=200";

    private final ChatUser ann;
    private final ChatUser ben;

    OwnMarksIT(TestPlatform platform) {
        var tenant = platform.tenant("marks");
        ann = tenant.user("ann");
        ben = tenant.user("ben");
        tenant.group("marks", List.of(ann, ben));
        tenant.group("threads", List.of(ann, ben));
    }

    @Test
    void showsInTheNextReadOfThatUserAlone() {
        var ids = new ArrayList<String>();
        for (var i = 0; i < 4; i++) {
            ids.add(sent("marks", "m" + i, Map.of()));
        }
        RestClient.untilKnown(() -> ben.rest().put("/v1/messages/" + ids.get(0) + "/save", "s0"))
                .expect(200);
        RestClient.untilKnown(() -> ben.rest().put("/v1/messages/" + ids.get(1) + "/save", "s1"))
                .expect(200);
        assertEquals(List.of(ids.get(1), ids.get(0)), ids(ben, "/v1/me/saved"));
        RestClient.untilKnown(() -> ben.rest().delete("/v1/messages/" + ids.get(1) + "?for=me", "h1"))
                .expect(200);
        assertEquals(List.of(ids.get(0)), ids(ben, "/v1/me/saved"));
        assertEquals(List.of(ids.get(3), ids.get(2), ids.get(0)), ids(ben, LIST));
        assertEquals(
                "message-not-found",
                ben.rest().get("/v1/messages/" + ids.get(1)).code());
        RestClient.untilKnown(() -> ben.rest().delete("/v1/messages/" + ids.get(0) + "/save", "u0"))
                .expect(200);
        assertEquals(List.of(), ids(ben, "/v1/me/saved"));

        assertEquals(ids.reversed(), ids(ann, LIST));
        assertEquals(List.of(), ids(ann, "/v1/me/saved"));
    }

    @Test
    void listsTheThreadsThatTheUserFollows() {
        var parent = sent("threads", "parent", Map.of());
        var reply = sent("threads", "reply", Map.of("parentId", parent));
        var subscription = "/v1/messages/" + parent + "/thread/subscription";
        // The event right behind the reply is that of the thread.
        var seq = ann.rest().get("/v1/messages/" + reply).expect(200).number("seq") + 1;
        RestClient.untilKnown(() -> ann.rest().get("/v1/conversations/g:threads/messages?atLeastSeq=" + seq))
                .expect(200);
        assertTrue(threads(ann).contains(parent), "its author takes part");
        RestClient.untilKnown(() -> ben.rest().put(subscription, "t1")).expect(204);
        assertEquals(List.of(parent), threads(ben));
        RestClient.untilKnown(() -> ben.rest().delete(subscription, "t2")).expect(204);
        assertEquals(List.of(), threads(ben));
        RestClient.untilKnown(() -> ann.rest().delete(subscription, "t3")).expect(204);
        assertEquals(List.of(), threads(ann));
    }

    /** By ann to a group. */
    private String sent(String group, String text, Map<String, ?> more) {
        var body = new HashMap<String, Object>(more);
        body.put("receiver", Map.of("group", group));
        body.put("text", text);
        var id = ann.rest()
                .postUntilKnown("/v1/messages", text, body)
                .expect(201)
                .text("id");
        RestClient.untilKnown(() -> ben.rest().get("/v1/messages/" + id + "?conversation=g:" + group))
                .expect(200);
        return id;
    }

    private static List<String> ids(ChatUser user, String path) {
        return StreamSupport.stream(
                        user.rest().get(path).expect(200).body().path("items").spliterator(), false)
                .map(item -> item.path("id").asText())
                .toList();
    }

    private static List<String> threads(ChatUser user) {
        return StreamSupport.stream(
                        user.rest()
                                .get("/v1/threads")
                                .expect(200)
                                .body()
                                .path("items")
                                .spliterator(),
                        false)
                .map(item -> item.at("/parent/id").asText())
                .toList();
    }
}
