package dev.parley.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of a user's conversations, one of them, and what the user sets on it. */
class InboxTest {
    private static final String LIST = "/v1/conversations";
    private static final String DIRECT = "/v1/conversations/d:alice:bob";

    private final RunningIngress ingress = RunningIngress.start();
    private final Client alice = ingress.user("alice");
    private final Client bob = ingress.user("bob");
    private final Client eve = ingress.user("eve");

    @AfterEach
    void stop() {
        ingress.close();
    }

    @Test
    void showsAConversationAsEachOfItsMembersHasIt() {
        say(alice, "\"user\":\"bob\"", "one");
        say(alice, "\"user\":\"bob\"", "two");
        var ofBob = bob.get(DIRECT).expect(200).json();
        assertEquals("direct", ofBob.path("kind").textValue());
        assertEquals("alice", ofBob.path("user").textValue());
        assertEquals("two", ofBob.at("/lastMessage/text").textValue());
        assertEquals(List.of(2L, 2L, 0L, 0L, 2L, 0L), numbers(ofBob));
        assertEquals(ofBob.at("/lastMessage/at"), ofBob.path("lastActivityAt"));
        var ofAlice = alice.get(DIRECT).expect(200).json();
        assertEquals("bob", ofAlice.path("user").textValue());
        assertEquals(List.of(2L, 2L, 2L, 2L, 0L, 0L), numbers(ofAlice));
    }

    /** seq, messageNo, readUpTo, deliveredUpTo, unread, mentions. */
    private static List<Long> numbers(JsonNode conversation) {
        return List.of("seq", "messageNo", "readUpTo", "deliveredUpTo", "unread", "mentions").stream()
                .map(name -> conversation.path(name).longValue())
                .toList();
    }

    @Test
    void showsAGroupWithItsName() {
        group("team", "public", bob);
        var ofBob = bob.get(LIST + "/g:team").expect(200).json();
        assertEquals("group", ofBob.path("kind").textValue());
        assertEquals("Team", ofBob.at("/group/name").textValue());
        assertEquals("participant", ofBob.at("/group/role").textValue());
        assertEquals(3, ofBob.path("readUpTo").intValue());
        assertFalse(ofBob.has("lastMessage"));
    }

    @Test
    void answers304WhileNothingChanged() {
        say(alice, "\"user\":\"bob\"", "one");
        var tag = bob.get(DIRECT).expect(200).header("ETag");
        bob.with("If-None-Match", tag).get(DIRECT).expect(304);
        bob.post(DIRECT + "/delivered").expect(200);
        bob.with("If-None-Match", tag).get(DIRECT).expect(200);
    }

    @Test
    void listsTheLatestActivityFirstPageByPage() {
        for (var group : List.of("a", "b", "c", "d")) {
            group(group, "private");
        }
        say(alice, "\"group\":\"b\"", "late");
        var all = names(alice, LIST);
        assertEquals(4, all.size());
        assertEquals("g:b", all.getFirst());
        var paged = new ArrayList<String>();
        var query = "?limit=3";
        while (!query.isEmpty()) {
            var page = alice.get(LIST + query).expect(200).json();
            page.path("items").forEach(item -> paged.add(nameOf(item)));
            query = page.path("next").isNull()
                    ? ""
                    : "?limit=3&cursor=" + page.path("next").textValue();
        }
        assertEquals(all, paged);
    }

    @Test
    void filters() {
        say(alice, "\"user\":\"bob\"", "hi");
        group("team", "public", bob);
        group("former", "public", bob);
        bob.post("/v1/groups/former/leave").expect(200);
        bob.patch(LIST + "/g:team", "{\"archived\":true}").expect(200);

        assertEquals(List.of("d:alice:bob", "g:team"), sorted(bob, ""));
        assertEquals(List.of("d:alice:bob"), sorted(bob, "?kind=direct"));
        assertEquals(List.of("g:team"), sorted(bob, "?kind=group"));
        assertEquals(List.of("g:team"), sorted(bob, "?archived=true"));
        assertEquals(List.of("d:alice:bob"), sorted(bob, "?archived=false"));
        assertEquals(List.of("d:alice:bob"), sorted(bob, "?unread=true"));
        assertEquals(List.of("g:team"), sorted(bob, "?unread=false"));
        assertEquals(List.of("d:alice:bob", "g:former", "g:team"), sorted(bob, "?former=true"));
        assertEquals(List.of(), sorted(eve, "?former=true&hidden=true"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"archived=yes", "unread=1", "hidden=", "former=TRUE", "kind=channel", "limit=0", "limit=201"})
    void refusesFiltersThatAreNone(String query) {
        alice.get(LIST + "?" + query).expect(400, "field-invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.", "x.g:a", "-1.g:a", "1.u:a", "9999999999999999999.g:a"})
    void refusesACursorThatIsNone(String place) {
        var cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
        alice.get(LIST + "?cursor=" + cursor).expect(400, "field-invalid");
    }

    @Test
    void keepsWhatAUserSets() {
        say(alice, "\"user\":\"bob\"", "hi");
        assertTrue(is(bob.call("PUT", DIRECT + "/pin"), "pinned"));
        assertFalse(is(bob.call("DELETE", DIRECT + "/pin"), "pinned"));
        assertEquals("well,", text(bob.patch(DIRECT, "{\"archived\":true,\"draft\":\"well,\"}"), "draft"));
        assertTrue(is(bob.get(DIRECT), "archived"));
        assertFalse(bob.patch(DIRECT, "{\"draft\":null}").expect(200).json().has("draft"));
        assertEquals("9999-12-31T23:59:59.999Z", text(bob.call("PUT", DIRECT + "/mute"), "mutedUntil"));
        assertEquals(
                "2999-01-01T00:00:00.000Z",
                text(bob.put(DIRECT + "/mute", "{\"until\":\"2999-01-01T00:00:00Z\"}"), "mutedUntil"));
        bob.put(DIRECT + "/mute", "{\"until\":\"2001-01-01T00:00:00Z\"}").expect(400, "until-passed");
        assertFalse(bob.call("DELETE", DIRECT + "/mute").expect(200).json().has("mutedUntil"));
        assertFalse(is(alice.get(DIRECT), "archived"), "only for the one who set it");
        bob.patch(DIRECT, "{}").expect(400, "field-missing");
        bob.patch(DIRECT, "{\"archived\":true,\"pinned\":true}").expect(400, "field-unknown");
        bob.put(DIRECT + "/pin", "{\"x\":1}").expect(400, "field-unknown");
    }

    @Test
    void hidesUntilTheNextMessage() {
        say(alice, "\"user\":\"bob\"", "hi");
        assertTrue(is(bob.call("DELETE", DIRECT), "hidden"));
        assertEquals(List.of(), names(bob, LIST));
        assertEquals(List.of("d:alice:bob"), names(bob, LIST + "?hidden=true"));
        assertEquals(List.of("d:alice:bob"), names(alice, LIST));
        say(alice, "\"user\":\"bob\"", "again");
        assertEquals(List.of("d:alice:bob"), names(bob, LIST));
        assertFalse(is(bob.get(DIRECT), "hidden"));
    }

    @Test
    void showsAHiddenOneAgainWithAReplyInAThread() {
        say(alice, "\"user\":\"bob\"", "hi");
        var id = alice.get(DIRECT).expect(200).json().at("/lastMessage/id").textValue();
        bob.call("DELETE", DIRECT).expect(200);
        alice.post("/v1/messages", "{\"receiver\":{\"user\":\"bob\"},\"text\":\"re\",\"parentId\":\"" + id + "\"}")
                .expect(201);
        assertEquals(List.of("d:alice:bob"), names(bob, LIST));
        assertFalse(is(bob.get(DIRECT), "hidden"));
    }

    @Test
    void hidesNoMoreWhereTheSameRequestIsSentAgain() {
        say(alice, "\"user\":\"bob\"", "hi");
        var retrying = bob.withIdempotencyKey("k");
        assertTrue(is(retrying.call("DELETE", DIRECT), "hidden"));
        say(alice, "\"user\":\"bob\"", "again");
        assertFalse(is(retrying.call("DELETE", DIRECT), "hidden"));
        retrying.patch(DIRECT, "{\"archived\":true}").expect(409, "action-id-reused");
    }

    @Test
    void showsAFormerMemberWhatItHadAndLetsItPutThatAway() {
        group("team", "private");
        alice.post("/v1/groups/team/members", "{\"users\":[\"bob\"]}").expect(200);
        say(alice, "\"group\":\"team\"", "before");
        bob.post("/v1/groups/team/leave").expect(200);
        say(alice, "\"group\":\"team\"", "after");
        var former = bob.get(LIST + "/g:team").expect(200).json();
        assertTrue(former.path("former").booleanValue());
        assertFalse(former.has("group"), "private");
        assertEquals("before", former.at("/lastMessage/text").textValue());
        assertTrue(is(bob.call("DELETE", LIST + "/g:team"), "hidden"));
    }

    @Test
    void tellsStrangersNothing() {
        say(alice, "\"user\":\"bob\"", "hi");
        group("secret", "private");
        group("open", "public");
        var foreign = ingress.user(RunningIngress.OTHER_TENANT, "alice");
        for (var name : List.of("d:alice:bob", "g:secret", "g:never")) {
            var path = LIST + "/" + name;
            eve.get(path).expect(404, "conversation-not-found");
            eve.patch(path, "{\"archived\":true}").expect(404, "conversation-not-found");
            eve.call("DELETE", path).expect(404, "conversation-not-found");
            eve.call("PUT", path + "/pin").expect(404, "conversation-not-found");
            eve.call("DELETE", path + "/mute").expect(404, "conversation-not-found");
            foreign.get(path).expect(404, "conversation-not-found");
        }
        eve.get(LIST + "/g:open").expect(403, "not-a-member");
        eve.call("PUT", LIST + "/g:open/pin").expect(403, "not-a-member");
        foreign.get(LIST + "/g:open").expect(404, "conversation-not-found");
        assertEquals(List.of(), names(foreign, LIST));
        assertEquals(
                0,
                ingress.actions.userActions().stream()
                        .filter(action -> action.getUser().equals("eve") && action.getActor() != null)
                        .count());
        ingress.server().get(LIST).expect(400, "on-behalf-of-required");
        assertEquals(List.of("d:alice:bob"), names(ingress.server().onBehalfOf("bob"), LIST));
        alice.get(LIST + "/d:bob:alice").expect(400, "field-invalid");
    }

    @Test
    void saysThatTheStoreIsBehind() {
        say(alice, "\"user\":\"bob\"", "hi");
        ingress.store.fallBehind();
        var retrying = bob.withIdempotencyKey("s");
        retrying.call("PUT", DIRECT + "/pin").expect(503, "read-behind");
        bob.get(DIRECT + "?atLeastSeq=2").expect(503, "read-behind");
        ingress.store.catchUp();
        assertTrue(is(retrying.call("PUT", DIRECT + "/pin"), "pinned"));
        bob.call("PUT", DIRECT + "/pin").expect(200);
        ingress.store.goDown();
        bob.get(LIST).expect(503, "store-unavailable");
    }

    private void group(String id, String access, Client... joining) {
        alice.post("/v1/groups", GroupsTest.group(id, access)).expect(201);
        for (var client : joining) {
            client.post("/v1/groups/" + id + "/join").expect(201);
        }
    }

    static void say(Client sender, String receiver, String text) {
        sender.post("/v1/messages", "{\"receiver\":{" + receiver + "},\"text\":\"" + text + "\"}")
                .expect(201);
    }

    private static boolean is(Client.Answer answer, String field) {
        return answer.expect(200).json().path(field).booleanValue();
    }

    private static String text(Client.Answer answer, String field) {
        return answer.expect(200).json().path(field).asText();
    }

    private static List<String> sorted(Client client, String query) {
        return names(client, LIST + query).stream().sorted().toList();
    }

    private static List<String> names(Client client, String path) {
        var names = new ArrayList<String>();
        client.get(path).expect(200).json().path("items").forEach(item -> names.add(nameOf(item)));
        return names;
    }

    private static String nameOf(JsonNode conversation) {
        return conversation.path("conversation").textValue();
    }
}
