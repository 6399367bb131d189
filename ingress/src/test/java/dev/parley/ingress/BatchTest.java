package dev.parley.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** POST /v1/messages:batch. */
class BatchTest {
    private static final String PATH = "/v1/messages:batch";

    private final RunningIngress ingress = RunningIngress.start();
    private final Client alice = ingress.user("alice");

    @AfterEach
    void close() {
        ingress.close();
    }

    @Test
    void answersEachReceiverOnItsOwnAndARetryAlike() {
        ingress.user("bob");
        alice.post("/v1/groups", "{\"id\":\"team\",\"name\":\"Team\",\"access\":\"public\"}")
                .expect(201);
        var body = batch("{\"user\":\"bob\"},{\"group\":\"none\"},{\"group\":\"team\"},{\"user\":\"alice\"}", "");
        var answer = alice.withIdempotencyKey("k").post(PATH, body).expect(200);
        var items = answer.json().path("items");
        assertEquals(
                List.of(201, 404, 201, 400),
                IntStream.range(0, items.size())
                        .mapToObj(i -> items.path(i).path("status").intValue())
                        .toList());
        assertEquals("d:alice:bob", items.path(0).at("/message/conversation").textValue());
        assertEquals("k#0", items.path(0).at("/message/clientMsgId").textValue());
        assertEquals("group-not-found", items.path(1).at("/problem/code").textValue());
        assertEquals("k#2", items.path(2).at("/message/clientMsgId").textValue());
        assertEquals("receiver-is-sender", items.path(3).at("/problem/code").textValue());
        assertEquals(
                answer.text(),
                alice.withIdempotencyKey("k").post(PATH, body).expect(200).text());
    }

    @Test
    void schedulesForEach() {
        ingress.user("bob");
        var later = ",\"sendAt\":\"" + Instant.now().plusSeconds(600) + "\"";
        var items = alice.post(PATH, batch("{\"user\":\"bob\"}", later))
                .expect(200)
                .json()
                .path("items");
        assertEquals(202, items.path(0).path("status").intValue());
        assertEquals("d:alice:bob", items.path(0).at("/scheduled/conversation").textValue());
    }

    @Test
    void refusesTheWholeWhereTheRequestIsWrong() {
        alice.post(PATH, "{\"text\":\"hi\"}").expect(400, "field-missing");
        alice.post(PATH, batch("", "")).expect(400, "field-invalid");
        alice.post(PATH, batch("{\"user\":\"bob\"},{\"user\":\"bob\"}", "")).expect(400, "field-invalid");
        alice.post(PATH, batch("{\"user\":\"bob\"}", ",\"color\":1")).expect(400, "field-unknown");
        alice.post(PATH, batch("{\"user\":\"bob\"}", ",\"receiver\":{\"user\":\"bob\"}"))
                .expect(400, "field-invalid");
        var problem = alice.post(PATH, batch("{\"user\":\"bob\"},{\"user\":\"a b\"}", ""))
                .expect(400, "field-invalid");
        assertEquals("receivers[1]", problem.json().path("field").textValue());
        var many = IntStream.range(0, 101)
                .mapToObj(i -> "{\"user\":\"u" + i + "\"}")
                .collect(Collectors.joining(","));
        alice.post(PATH, batch(many, "")).expect(400, "field-invalid");
        assertEquals(0, ingress.actions.actions().size());
    }

    private static String batch(String receivers, String more) {
        return "{\"receivers\":[" + receivers + "],\"text\":\"hi\"" + more + "}";
    }
}
