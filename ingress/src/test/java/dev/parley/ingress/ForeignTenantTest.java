package dev.parley.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fault 24: what belongs to another tenant is answered, byte for byte, as what never was; in every call that names something. */
class ForeignTenantTest {
    private static final String EMOJI = "%F0%9F%91%8D";

    private final RunningIngress ingress = RunningIngress.start();
    private final Client eve;
    private final Map<String, String> foreign;
    private final Map<String, String> unknown;

    ForeignTenantTest() {
        var alice = ingress.user("alice");
        ingress.user("bob");
        eve = ingress.user(RunningIngress.OTHER_TENANT, "eve");
        ingress.user(RunningIngress.OTHER_TENANT, "oscar");
        alice.post("/v1/groups", GroupsTest.group("team", "public")).expect(201);
        alice.post("/v1/groups/team/members", "{\"users\":[\"bob\"]}").expect(200);
        var message = textOf(
                alice.post("/v1/messages", "{\"receiver\":{\"group\":\"team\"},\"text\":\"hi\"}")
                        .expect(201),
                "id");
        foreign = Map.of(
                "group",
                "team",
                "user",
                "bob",
                "conversation",
                "g:team",
                "message",
                message,
                "invite",
                textOf(alice.post("/v1/groups/team/invites", "{}").expect(201), "id"),
                "code",
                textOf(alice.post("/v1/groups/team/invites", "{}").expect(201), "code"),
                "scheduled",
                scheduled(alice));
        unknown = Map.of(
                "group", "none",
                "user", "nobody",
                "conversation", "g:none",
                "message", "01930e7b-6c3a-7d2e-9f40-5b1c2a3d4e5f",
                "invite", "01930e7b-6c3a-7d2e-9f40-5b1c2a3d4e60",
                "code", "none",
                "scheduled", "01930e7b-6c3a-7d2e-9f40-5b1c2a3d4e61");
    }

    @AfterEach
    void close() {
        ingress.close();
    }

    private static String scheduled(Client client) {
        var body = "{\"receiver\":{\"group\":\"team\"},\"text\":\"hi\",\"sendAt\":\""
                + Instant.now().plusSeconds(86_400) + "\"}";
        return client.post("/v1/messages", body)
                .expect(202)
                .json()
                .at("/scheduled/id")
                .textValue();
    }

    private static String textOf(Client.Answer answer, String field) {
        return answer.json().path(field).textValue();
    }

    /** Method, path, and the body where there is one. */
    static Stream<String> calls() {
        return Stream.of(groups(), members(), messages(), others()).flatMap(each -> each);
    }

    private static Stream<String> groups() {
        return Stream.of(
                "GET /v1/groups/{group}",
                "GET /v1/groups/{group}?atLeastSeq=1",
                "PATCH /v1/groups/{group} {\"name\":\"x\"}",
                "DELETE /v1/groups/{group}",
                "POST /v1/groups/{group}/join {}",
                "POST /v1/groups/{group}/leave {}",
                "POST /v1/groups/{group}/transfer-ownership {\"to\":\"oscar\"}",
                "POST /v1/groups/{group}/invites {}",
                "GET /v1/groups/{group}/invites",
                "GET /v1/groups/{group}/invites?atLeastSeq=1",
                "DELETE /v1/groups/{group}/invites/{invite}",
                "POST /v1/invites/{code}/accept {}",
                "GET /v1/conversations/{conversation}/messages",
                "GET /v1/conversations/{conversation}/messages?atLeastSeq=1",
                "GET /v1/conversations/{conversation}/events",
                "GET /v1/conversations/{conversation}/events?atLeastSeq=1",
                "GET /v1/conversations/{conversation}/pins",
                "POST /v1/conversations/{conversation}/typing {\"on\":true}");
    }

    private static Stream<String> members() {
        return Stream.of(
                "GET /v1/groups/{group}/members",
                "POST /v1/groups/{group}/members {\"users\":[\"oscar\"]}",
                "PATCH /v1/groups/{group}/members/{user} {\"role\":\"admin\"}",
                "DELETE /v1/groups/{group}/members/{user}",
                "PUT /v1/groups/{group}/bans/{user} {}",
                "PUT /v1/groups/{group}/bans/oscar {}",
                "DELETE /v1/groups/{group}/bans/{user}",
                "GET /v1/groups/{group}/bans",
                "PUT /v1/groups/{group}/mutes/{user} {}",
                "DELETE /v1/groups/{group}/mutes/{user}",
                "PUT /v1/users/eve/blocks/{user} {}",
                "DELETE /v1/users/eve/blocks/{user}",
                "PUT /v1/users/eve/friends/{user} {}",
                "DELETE /v1/users/eve/friends/{user}",
                "GET /v1/users/{user}");
    }

    private static Stream<String> messages() {
        var calls = Stream.of(
                "GET /v1/messages/{message}%s",
                "PATCH /v1/messages/{message}%s {\"text\":\"x\"}",
                "DELETE /v1/messages/{message}%s",
                "GET /v1/messages/{message}/revisions%s",
                "GET /v1/messages/{message}/reactions%s",
                "PUT /v1/messages/{message}/reactions/" + EMOJI + "%s {}",
                "DELETE /v1/messages/{message}/reactions/" + EMOJI + "%s",
                "PUT /v1/messages/{message}/pin%s {}",
                "DELETE /v1/messages/{message}/pin%s",
                "PUT /v1/messages/{message}/save%s {}",
                "DELETE /v1/messages/{message}/save%s",
                "GET /v1/messages/{message}/thread%s",
                "POST /v1/messages/{message}/thread%s {\"text\":\"x\"}",
                "PUT /v1/messages/{message}/thread/subscription%s {}",
                "DELETE /v1/messages/{message}/thread/subscription%s");
        return calls.flatMap(
                call -> Stream.of(call.replace("%s", ""), call.replace("%s", "?conversation={conversation}")));
    }

    private static Stream<String> others() {
        return Stream.of(
                "DELETE /v1/messages/{message}?for=me",
                "DELETE /v1/me/scheduled/{scheduled}",
                "DELETE /v1/me/scheduled/{scheduled}?conversation={conversation}",
                "POST /v1/messages {\"receiver\":{\"group\":\"{group}\"},\"text\":\"x\"}",
                "POST /v1/messages {\"receiver\":{\"user\":\"{user}\"},\"text\":\"x\"}",
                "POST /v1/messages {\"conversation\":\"{conversation}\",\"text\":\"x\"}",
                "POST /v1/messages {\"receiver\":{\"user\":\"oscar\"},\"text\":\"x\",\"parentId\":\"{message}\"}",
                "POST /v1/messages {\"receiver\":{\"user\":\"oscar\"},\"text\":\"x\",\"replyToId\":\"{message}\"}",
                "POST /v1/messages:batch {\"receivers\":[{\"group\":\"{group}\"},{\"user\":\"{user}\"}],\"text\":\"x\"}");
    }

    @ParameterizedTest
    @MethodSource("calls")
    void isAnsweredAsWhatNeverWas(String call) {
        var before = ingress.store.all(RunningIngress.TENANT, "g:team").size();
        var ofForeign = answer(call, foreign);
        var ofUnknown = answer(call, unknown);
        assertEquals(ofUnknown.status() + " " + nameless(ofUnknown), ofForeign.status() + " " + nameless(ofForeign));
        assertTrue(
                ofForeign.status() == 404 || ofForeign.status() == 400 || isListOfProblems(ofForeign), ofForeign::text);
        assertEquals(before, ingress.store.all(RunningIngress.TENANT, "g:team").size());
    }

    /** A list repeats whom it answers for. */
    private String nameless(Client.Answer answer) {
        var text = answer.text();
        for (var name : List.of("group", "user")) {
            text = text.replace('"' + foreign.get(name) + '"', name).replace('"' + unknown.get(name) + '"', name);
        }
        return text;
    }

    /** Each item is answered on its own. */
    private static boolean isListOfProblems(Client.Answer answer) {
        var items = answer.json().path("items");
        var refused = items.findValues("status").stream()
                .filter(status -> status.intValue() == 404)
                .count();
        return answer.status() == 200 && !items.isEmpty() && refused >= items.size();
    }

    @Test
    void mayHaveTheSameIdsAsAnotherTenant() {
        eve.post("/v1/groups", GroupsTest.group("team", "public")).expect(201);
        ingress.user(RunningIngress.OTHER_TENANT, "bob");
        eve.post("/v1/groups/team/members", "{\"users\":[\"bob\"]}").expect(200);
        assertEquals(3, ingress.store.all(RunningIngress.OTHER_TENANT, "g:team").size());
        eve.get("/v1/messages/" + foreign.get("message") + "?conversation=g:team")
                .expect(404, "message-not-found");
        eve.call("PUT", "/v1/messages/" + foreign.get("message") + "/pin?conversation=g:team")
                .expect(404, "message-not-found");
        eve.call("DELETE", "/v1/groups/team/invites/" + foreign.get("invite")).expect(404, "invite-not-found");
        eve.call("DELETE", "/v1/me/scheduled/" + foreign.get("scheduled") + "?conversation=g:team")
                .expect(404, "scheduled-not-found");
    }

    private Client.Answer answer(String call, Map<String, String> ids) {
        var filled = call;
        for (var id : new TreeMap<>(ids).entrySet()) {
            filled = filled.replace("{" + id.getKey() + "}", id.getValue());
        }
        var parts = filled.split(" ", 3);
        return parts.length == 2 ? eve.call(parts[0], parts[1]) : withBody(parts[0], parts[1], parts[2]);
    }

    private Client.Answer withBody(String method, String path, String body) {
        return switch (method) {
            case "POST" -> eve.post(path, body);
            case "PUT" -> eve.put(path, body);
            default -> eve.patch(path, body);
        };
    }
}
