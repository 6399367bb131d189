package dev.parley.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was deleted is shown nowhere any more: no answer quotes it, no list keeps it, no thread counts it. */
class DeletedTextTest {
    private static final String SECRET = "the-secret";

    private final RunningIngress ingress = RunningIngress.start();
    private final Client alice = ingress.user("alice");
    private final Client bob = ingress.user("bob");

    @AfterEach
    void close() {
        ingress.close();
    }

    @Test
    void leavesNothingOfADeletedMessageInAnyList() {
        var first = sent(alice, SECRET, "");
        var second = sent(alice, "a thread", "");
        var reply = sent(bob, SECRET, ",\"parentId\":\"" + second + "\"");
        sent(bob, "in the deleted one's thread", ",\"parentId\":\"" + first + "\"");
        var quote = sent(bob, "quoted", ",\"replyToId\":\"" + first + "\"");
        for (var id : List.of(first, reply)) {
            alice.call("PUT", "/v1/messages/" + id + "/pin").expect(200);
            alice.call("PUT", "/v1/messages/" + id + "/save").expect(200);
            bob.call("PUT", "/v1/messages/" + id + "/reactions/%F0%9F%91%8D").expect(200);
        }
        alice.patch("/v1/messages/" + first, "{\"text\":\"" + SECRET + " anew\"}")
                .expect(200);
        alice.call("DELETE", "/v1/messages/" + first).expect(200);
        bob.call("DELETE", "/v1/messages/" + reply).expect(200);

        var paths = List.of(
                "/v1/messages/" + first,
                "/v1/messages/" + reply,
                "/v1/messages/" + second,
                "/v1/messages/" + quote,
                "/v1/messages/" + first + "/revisions",
                "/v1/messages/" + reply + "/revisions",
                "/v1/messages/" + first + "/thread",
                "/v1/messages/" + second + "/thread",
                "/v1/messages/" + first + "/reactions",
                "/v1/conversations/d:alice:bob/messages",
                "/v1/conversations/d:alice:bob/pins",
                "/v1/threads",
                "/v1/me/saved");
        paths.forEach(this::assertShowsNothing);
        var thread = alice.get("/v1/messages/" + second).json().path("thread");
        assertEquals(0, thread.path("replies").intValue());
        var pins = alice.get("/v1/conversations/d:alice:bob/pins").json();
        assertEquals(0, pins.path("items").size());
    }

    private void assertShowsNothing(String path) {
        var shown = alice.get(path).expect(200).text();
        assertFalse(shown.contains(SECRET), () -> path + " " + shown);
    }

    private static String sent(Client who, String text, String more) {
        return who.post("/v1/messages", "{\"conversation\":\"d:alice:bob\",\"text\":\"" + text + "\"" + more + "}")
                .expect(201)
                .json()
                .path("id")
                .textValue();
    }
}
