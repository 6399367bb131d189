package dev.parley.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults 7 and 8: whatever is written happens once, however often, when and in which order its retries come. */
class RetriesTest {
    private static final int TIMES = 10;
    private static final String EMOJI = "%F0%9F%91%8D";
    private static final String GROUP = "/v1/groups/team";

    private final RunningIngress ingress = RunningIngress.start();
    private final Client alice = ingress.user("alice");
    private final Map<String, String> ids;

    RetriesTest() {
        for (var user : List.of("bob", "cem", "dan")) {
            ingress.user(user);
        }
        alice.post("/v1/groups", GroupsTest.group("team", "public")).expect(201);
        alice.post(GROUP + "/members", "{\"users\":[\"bob\",\"cem\"]}").expect(200);
        alice.put(GROUP + "/bans/dan", "{}").expect(200);
        alice.put(GROUP + "/mutes/cem", "{}").expect(200);
        var changed = said("changed", "");
        var marked = said("marked", "");
        alice.put("/v1/messages/" + marked + "/reactions/" + EMOJI, "{}").expect(200);
        alice.put("/v1/messages/" + marked + "/pin", "{}").expect(200);
        var waiting = alice.post("/v1/messages", message("waits", sendAt()))
                .expect(202)
                .json()
                .at("/scheduled/id")
                .textValue();
        var invite = alice.post(GROUP + "/invites", "{}")
                .expect(201)
                .json()
                .path("id")
                .textValue();
        ids = Map.of("changed", changed, "marked", marked, "waiting", waiting, "invite", invite);
    }

    @AfterEach
    void close() {
        ingress.close();
    }

    /** Method, path and body of writes that are possible at the beginning. */
    static Stream<String> writes() {
        return Stream.of(
                "POST /v1/messages " + message("new", ""),
                "POST /v1/messages " + message("later", sendAt()),
                "POST /v1/messages:batch {\"receivers\":[{\"group\":\"team\"},{\"user\":\"bob\"}],\"text\":\"x\"}",
                "POST /v1/messages/{changed}/thread {\"text\":\"reply\"}",
                "PATCH /v1/messages/{changed} {\"text\":\"edited\"}",
                "DELETE /v1/messages/{changed} {}",
                "PUT /v1/messages/{changed}/reactions/" + EMOJI + " {}",
                "DELETE /v1/messages/{marked}/reactions/" + EMOJI + " {}",
                "PUT /v1/messages/{changed}/pin {}",
                "DELETE /v1/messages/{marked}/pin {}",
                "DELETE /v1/me/scheduled/{waiting} {}",
                "POST /v1/groups {\"id\":\"new\",\"name\":\"New\",\"access\":\"public\"}",
                "PATCH " + GROUP + " {\"name\":\"Renamed\"}",
                "DELETE " + GROUP + " {}",
                "POST " + GROUP + "/transfer-ownership {\"to\":\"bob\"}",
                "POST " + GROUP + "/members {\"users\":[\"bob\",\"dan\",\"nobody\"]}",
                "PATCH " + GROUP + "/members/bob {\"role\":\"moderator\"}",
                "DELETE " + GROUP + "/members/bob {}",
                "PUT " + GROUP + "/bans/bob {\"reason\":\"spam\"}",
                "DELETE " + GROUP + "/bans/dan {}",
                "PUT " + GROUP + "/mutes/bob {}",
                "DELETE " + GROUP + "/mutes/cem {}",
                "POST " + GROUP + "/invites {\"uses\":2}",
                "DELETE " + GROUP + "/invites/{invite} {}",
                "PUT /v1/users/alice/blocks/bob {}",
                "PUT /v1/users/alice/friends/bob {}");
    }

    @ParameterizedTest
    @MethodSource("writes")
    void happensOnceOfTenAtOnceAndOneAnHourLater(String write) throws Exception {
        var before = events();
        var answers = new ArrayList<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> once = () -> answer("k", write);
            for (var answer : threads.invokeAll(Collections.nCopies(TIMES, once))) {
                answers.add(answer.get());
            }
        }
        var happened = events() - before;
        ingress.actions.pass(Duration.ofHours(1));
        answers.add(answer("k", write));
        assertEquals(1, answers.stream().distinct().count(), answers::toString);
        assertTrue(answers.getFirst().startsWith("2"), answers::getFirst);
        assertEquals(before + happened, events());
        assertTrue(happened <= 2, "happened " + happened);
    }

    @Test
    void changesNothingWhereRetriesComeInAnotherOrder() {
        var writes = List.of(
                "PUT /v1/messages/{changed}/reactions/" + EMOJI + " {}",
                "DELETE /v1/messages/{changed}/reactions/" + EMOJI + " {}",
                "PUT /v1/messages/{changed}/pin {}",
                "DELETE /v1/messages/{changed}/pin {}",
                "DELETE " + GROUP + "/members/bob {}",
                "POST " + GROUP + "/members {\"users\":[\"bob\"]}");
        for (var i = 0; i < writes.size(); i++) {
            answer("k" + i, writes.get(i));
        }
        var head = events();
        for (var i : new int[] {1, 0, 2, 5, 4, 3, 0, 1}) {
            assertTrue(answer("k" + i, writes.get(i)).startsWith("200 "), writes.get(i));
        }
        assertEquals(head, events());
        var message =
                alice.get("/v1/messages/" + ids.get("changed")).expect(200).json();
        assertTrue(message.path("reactions").isMissingNode(), message::toString);
        assertTrue(message.path("pinned").isMissingNode(), message::toString);
        assertEquals(
                "bob",
                alice.get(GROUP + "/members?q=bob").json().at("/items/0/user").asText());
    }

    private String answer(String key, String write) {
        var filled = write;
        for (var id : ids.entrySet()) {
            filled = filled.replace("{" + id.getKey() + "}", id.getValue());
        }
        var parts = filled.split(" ", 3);
        var client = alice.withIdempotencyKey(key);
        var answer = switch (parts[0]) {
            case "POST" -> client.post(parts[1], parts[2]);
            case "PUT" -> client.put(parts[1], parts[2]);
            case "PATCH" -> client.patch(parts[1], parts[2]);
            default -> client.call(parts[0], parts[1]);
        };
        return answer.status() + " " + answer.text();
    }

    /** Of every conversation. */
    private long events() {
        return Stream.of("g:team", "g:new", "d:alice:bob")
                .mapToLong(
                        name -> ingress.store.all(RunningIngress.TENANT, name).size())
                .sum();
    }

    private String said(String text, String more) {
        return alice.post("/v1/messages", message(text, more))
                .expect(201)
                .json()
                .path("id")
                .textValue();
    }

    private static String message(String text, String more) {
        return "{\"receiver\":{\"group\":\"team\"},\"text\":\"" + text + "\"" + more + "}";
    }

    private static String sendAt() {
        return ",\"sendAt\":\"" + Instant.now().plusSeconds(86_400) + "\"";
    }
}
