package dev.parley.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.schemas.Action;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Members added, removed, given roles and listed. */
class MembershipsTest {
    private static final String MEMBERS = "/v1/groups/team/members";

    private final RunningIngress ingress = RunningIngress.start();
    private final Client alice = ingress.user("alice");
    private final Client bob = ingress.user("bob");
    private final Client carol = ingress.user("carol");

    @BeforeEach
    void begin() {
        alice.post("/v1/groups", GroupsTest.group("team", "private")).expect(201);
    }

    @AfterEach
    void stop() {
        ingress.close();
    }

    private JsonNode add(Client by, String users, String role) {
        return by.post(MEMBERS, "{\"users\":[" + users + "],\"role\":\"" + role + "\"}")
                .expect(200)
                .json()
                .path("items");
    }

    @Test
    void answersEachUserOnItsOwn() {
        ingress.user("dave");
        ingress.server().post("/v1/users/dave/deactivate").expect(200);
        add(alice, "\"bob\"", "participant");
        var items = add(alice, "\"carol\",\"bob\",\"nobody\",\"dave\",\"alice\"", "participant");
        assertEquals(List.of("201", "200", "404", "409", "409"), texts(items, "status"));
        assertEquals(List.of("carol", "bob", "nobody", "dave", "alice"), texts(items, "user"));
        assertEquals("user-not-found", items.at("/2/problem/code").textValue());
        assertEquals("user-inactive", items.at("/3/problem/code").textValue());
        assertEquals("already-a-member", items.at("/4/problem/code").textValue());
        carol.get("/v1/groups/team").expect(200);
    }

    @Test
    void appendsAnActionForEachUserAndAnswersARetryAlike() {
        var body = "{\"users\":[\"bob\",\"carol\"]}";
        var first = alice.withIdempotencyKey("k").post(MEMBERS, body).expect(200);
        assertEquals(List.of("201", "201"), texts(first.json().path("items"), "status"));
        var again = alice.withIdempotencyKey("k").post(MEMBERS, body).expect(200);
        assertEquals(first.text(), again.text());
        var keys = ingress.actions.actions().stream().map(Action::getActionId).toList();
        assertEquals(List.of("k#0", "k#1", "k#0", "k#1"), keys.subList(1, 5));
        var other = alice.withIdempotencyKey("k").post(MEMBERS, "{\"users\":[\"carol\",\"bob\"]}");
        assertEquals(List.of("409", "409"), texts(other.expect(200).json().path("items"), "status"));
        assertEquals(4, alice.get("/v1/groups/team").json().path("seq").intValue());
    }

    @Test
    void saysOfEachUserThatItsOutcomeIsUnknown() {
        ingress.actions.fallSilent();
        var items = add(alice, "\"bob\",\"carol\"", "participant");
        assertEquals(List.of("503", "503"), texts(items, "status"));
        assertEquals(1500, items.at("/0/problem/retryAfterMs").intValue());
    }

    @Test
    void listsWhomTheCallerHasAddedAMomentAgo() {
        ingress.store.fallBehind();
        add(alice, "\"bob\"", "participant");
        alice.get(MEMBERS).expect(503, "read-behind");
        ingress.store.catchUp();
        assertEquals(2, alice.get(MEMBERS).expect(200).json().path("items").size());
    }

    @Test
    void tellsStrangersNothing() {
        var hidden = add(carol, "\"bob\"", "participant");
        assertEquals("group-not-found", hidden.at("/0/problem/code").textValue());
        carol.get(MEMBERS).expect(404, "group-not-found");
        carol.call("DELETE", MEMBERS + "/alice").expect(404, "group-not-found");
        carol.patch(MEMBERS + "/alice", "{\"role\":\"admin\"}").expect(404, "group-not-found");
        ingress.user(RunningIngress.OTHER_TENANT, "alice").get(MEMBERS).expect(404, "group-not-found");
    }

    @Test
    void givesRolesBelowOnesOwn() {
        add(alice, "\"bob\",\"carol\"", "participant");
        var given = alice.withIdempotencyKey("r")
                .patch(MEMBERS + "/bob", "{\"role\":\"admin\"}")
                .expect(200);
        assertEquals("{\"user\":\"bob\",\"role\":\"admin\",\"conversation\":\"g:team\",\"seq\":5}", given.text());
        assertEquals(
                given.text(),
                alice.withIdempotencyKey("r")
                        .patch(MEMBERS + "/bob", "{\"role\":\"admin\"}")
                        .text());
        assertEquals(
                given.text(),
                alice.patch(MEMBERS + "/bob", "{\"role\":\"admin\"}").text());
        bob.patch(MEMBERS + "/carol", "{\"role\":\"admin\"}").expect(403, "not-permitted");
        bob.patch(MEMBERS + "/carol", "{\"role\":\"moderator\"}").expect(200);
        bob.patch(MEMBERS + "/carol", "{\"role\":\"owner\"}").expect(400, "field-invalid");
        bob.patch(MEMBERS + "/nobody", "{\"role\":\"moderator\"}").expect(404, "member-not-found");
        carol.patch(MEMBERS + "/bob", "{\"role\":\"participant\"}").expect(403, "not-permitted");
    }

    @Test
    void showsARemovedMemberNothingThatComesLater() {
        add(alice, "\"bob\"", "participant");
        said("for bob");
        var removed = alice.call("DELETE", MEMBERS + "/bob").expect(200);
        assertEquals("member.removed", removed.json().path("event").textValue());
        assertEquals(1, removed.json().at("/data/memberCount").intValue());
        var later = said("not for bob");
        var messages =
                bob.get("/v1/conversations/g:team/messages").expect(200).json().path("items");
        assertEquals(1, messages.size());
        assertEquals("for bob", messages.at("/0/text").textValue());
        var events = bob.get("/v1/conversations/g:team/events").expect(200).json();
        assertEquals(5, events.path("items").size());
        assertTrue(events.path("next").isNull());
        bob.get("/v1/messages/" + later).expect(404, "message-not-found");
        bob.get("/v1/groups/team").expect(404, "group-not-found");
        bob.get(MEMBERS).expect(404, "group-not-found");
        bob.post("/v1/messages", "{\"receiver\":{\"group\":\"team\"},\"text\":\"x\"}")
                .expect(404, "group-not-found");
        alice.call("DELETE", MEMBERS + "/bob").expect(404, "member-not-found");
    }

    @Test
    void listsMembersByIdAndFindsThem() {
        add(alice, "\"carol\"", "admin");
        add(alice, "\"bob\"", "participant");
        var all = bob.get(MEMBERS).expect(200).json();
        assertEquals(List.of("alice", "bob", "carol"), texts(all.path("items"), "user"));
        assertEquals(List.of("owner", "participant", "admin"), texts(all.path("items"), "role"));
        assertTrue(all.at("/items/1/joinedAt").textValue().endsWith("Z"));
        assertEquals(
                List.of("carol"), texts(bob.get(MEMBERS + "?role=admin").json().path("items"), "user"));
        assertEquals(List.of("bob"), texts(bob.get(MEMBERS + "?q=bo").json().path("items"), "user"));
        var page = bob.get(MEMBERS + "?limit=2").expect(200).json();
        var next = page.path("next").textValue();
        assertEquals(
                List.of("carol"),
                texts(bob.get(MEMBERS + "?limit=2&cursor=" + next).json().path("items"), "user"));
        bob.get(MEMBERS + "?role=king").expect(400, "field-invalid");
        bob.get(MEMBERS + "?q=").expect(400, "field-invalid");
        ingress.server().get(MEMBERS).expect(200);
    }

    @Test
    void showsUntilWhenAMemberIsMuted() {
        add(alice, "\"bob\",\"carol\"", "participant");
        alice.put("/v1/groups/team/mutes/bob", "{\"until\":\"2999-01-01T00:00:00.000Z\"}")
                .expect(200);
        alice.put("/v1/groups/team/mutes/carol", "{}").expect(200);
        assertEquals(
                List.of("", "2999-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z"),
                texts(carol.get(MEMBERS).expect(200).json().path("items"), "mutedUntil"));
        alice.call("DELETE", "/v1/groups/team/mutes/carol").expect(200);
        assertTrue(alice.get(MEMBERS).json().at("/items/2/mutedUntil").isMissingNode());
    }

    @Test
    void showsNewMembersTheListAsSoonAsTheStoreHasThem() {
        alice.post("/v1/groups", GroupsTest.group("open", "public")).expect(201);
        bob.get("/v1/groups/open/members").expect(403, "not-a-member");
        ingress.store.fallBehind();
        bob.post("/v1/groups/open/join").expect(201);
        bob.get("/v1/groups/open/members").expect(503, "read-behind");
        ingress.store.catchUp();
        bob.get("/v1/groups/open/members").expect(200);
    }

    private String said(String text) {
        return alice.post("/v1/messages", "{\"receiver\":{\"group\":\"team\"},\"text\":\"" + text + "\"}")
                .expect(201)
                .json()
                .path("id")
                .textValue();
    }

    private static List<String> texts(JsonNode items, String field) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.path(field).asText())
                .collect(Collectors.toList());
    }
}
