package dev.parley.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How far users have read threads. */
class ThreadReadsTest {
    private final RunningIngress ingress = RunningIngress.start();
    private final Client alice = ingress.user("alice");
    private final Client bob = ingress.user("bob");
    private String parent = "";

    /** The parent (1) and two replies of bob (2 and 4, each with its thread's update behind it). */
    @BeforeEach
    void talk() {
        parent = sent(alice, "bob", "parent", "").path("id").textValue();
        var thread = ",\"parentId\":\"" + parent + "\"";
        sent(bob, "alice", "one", thread);
        sent(bob, "alice", "two", thread + ",\"mentions\":[\"alice\"]");
    }

    @AfterEach
    void stop() {
        ingress.close();
    }

    @Test
    void countsRepliesInTheirThreadAlone() {
        assertEquals(List.of(0L, 2L, 1L), numbers(thread(alice)));
        assertEquals(List.of(4L, 0L, 0L), numbers(thread(bob)), "own replies");
        var conversation =
                alice.get("/v1/conversations/d:alice:bob").expect(200).json();
        assertEquals(0, conversation.path("unread").intValue());
        assertEquals(0, conversation.path("mentions").intValue());
    }

    @Test
    void readsAThreadAndOnlyRaisesItsMarker() {
        assertEquals(List.of(2L, 1L, 1L), numbers(read("{\"upToSeq\":2}")));
        assertEquals(List.of(2L, 1L, 1L), numbers(read("{\"upToSeq\":1}")));
        assertEquals(List.of(4L, 0L, 0L), numbers(read("{\"upToSeq\":4}")));
        assertEquals(List.of(4L, 0L, 0L), numbers(read("{\"upToSeq\":4}")));
        assertEquals(List.of(4L, 0L, 0L), numbers(thread(alice)));
    }

    @Test
    void readsAllOfItWhereNoSeqIsNamedOrATooHighOne() {
        assertEquals(List.of(4L, 0L, 0L), numbers(read("{}")));
        assertEquals(List.of(4L, 0L, 0L), numbers(read("{\"upToSeq\":900}")));
    }

    @Test
    void hasNothingToReadWhereNobodyReplied() {
        var lonely = sent(alice, "bob", "lonely", "").path("id").textValue();
        var answer =
                bob.post("/v1/messages/" + lonely + "/thread/read").expect(200).json();
        assertEquals(List.of(0L, 0L, 0L), numbers(answer));
        assertEquals(lonely, answer.path("messageId").textValue());
    }

    @Test
    void marksThreadsAsReadWithEverythingElse() {
        var all = alice.post("/v1/conversations:read-all").expect(200).json();
        assertEquals(1, all.path("threads").intValue());
        assertEquals(List.of(4L, 0L, 0L), numbers(thread(alice)));
        assertEquals(
                0,
                alice.post("/v1/conversations:read-all")
                        .expect(200)
                        .json()
                        .path("threads")
                        .intValue());
    }

    @Test
    void refusesWhatIsNoThreadOrNotForTheCaller() {
        var path = "/v1/messages/" + parent + "/thread/read";
        ingress.user("eve").post(path).expect(404, "message-not-found");
        ingress.user(RunningIngress.OTHER_TENANT, "alice").post(path).expect(404, "message-not-found");
        var reply = alice.get("/v1/messages/" + parent + "/thread")
                .expect(200)
                .json()
                .at("/items/0/id")
                .textValue();
        alice.post("/v1/messages/" + reply + "/thread/read").expect(400, "field-invalid");
        alice.post(path, "{\"upToSeq\":-1}").expect(400, "field-invalid");
        alice.post(path, "{\"readUpTo\":1}").expect(400, "field-unknown");
        alice.post(path + "?conversation=d:alice:bob", "{\"upToSeq\":2}").expect(200);
    }

    private JsonNode read(String body) {
        return alice.post("/v1/messages/" + parent + "/thread/read", body)
                .expect(200)
                .json();
    }

    private static JsonNode thread(Client client) {
        return client.get("/v1/threads").expect(200).json().at("/items/0");
    }

    private static List<Long> numbers(JsonNode thread) {
        return List.of(
                thread.path("readUpTo").longValue(),
                thread.path("unread").longValue(),
                thread.path("mentions").longValue());
    }

    private static JsonNode sent(Client sender, String receiver, String text, String more) {
        var body = "{\"receiver\":{\"user\":\"" + receiver + "\"},\"text\":\"" + text + "\"" + more + "}";
        return sender.post("/v1/messages", body).expect(201).json();
    }
}
