package dev.parley.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.schemas.AcceptInvite;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Invites into groups. */
class InvitesTest {
    private static final String INVITES = "/v1/groups/secret/invites";

    private final RunningIngress ingress = RunningIngress.start();
    private final Client alice = ingress.user("alice");
    private final Client bob = ingress.user("bob");
    private final Client cem = ingress.user("cem");

    @BeforeEach
    void begin() {
        alice.post("/v1/groups", GroupsTest.group("secret", "private")).expect(201);
    }

    @AfterEach
    void stop() {
        ingress.close();
    }

    private JsonNode invite(String fields) {
        return alice.post(INVITES, fields).expect(201).json();
    }

    @Test
    void anInviteOpensAPrivateGroup() {
        var invite = invite("{\"uses\":2}");
        var url = invite.path("url").textValue();
        assertEquals("/v1/invites/" + invite.path("code").textValue() + "/accept", url);
        var joined = bob.withIdempotencyKey("a").post(url).expect(201);
        assertEquals("member.joined", joined.json().path("event").textValue());
        assertEquals(
                invite.path("id").textValue(),
                joined.json().at("/data/inviteId").textValue());
        assertEquals(1, joined.json().at("/data/inviteUsesLeft").intValue());
        assertEquals(
                joined.text(), bob.withIdempotencyKey("a").post(url).expect(201).text());
        bob.post(url).expect(409, "already-a-member");
        bob.get("/v1/groups/secret").expect(200);
        cem.post(url).expect(201);
        ingress.user("dan").post(url).expect(404, "invite-not-found");
    }

    @Test
    void aRetryIsToldTheSameCode() {
        var once = alice.withIdempotencyKey("i");
        var first = once.post(INVITES, "{}").expect(201);
        assertEquals(first.text(), once.post(INVITES, "{}").expect(201).text());
    }

    @Test
    void theCodeIsInNoRecordNorInAnyOtherAnswer() {
        var code = invite("{}").path("code").textValue();
        bob.post("/v1/invites/" + code + "/accept").expect(201);
        assertFalse(ingress.actions.actions().toString().contains(code));
        assertFalse(ingress.store.all("acme", "g:secret").toString().contains(code));
        assertFalse(alice.get(INVITES).expect(200).text().contains(code));
        var events = alice.get("/v1/conversations/g%3Asecret/events").expect(200);
        assertFalse(events.text().contains(code));
        assertEquals("group.invite-created", events.json().at("/items/2/event").textValue());
    }

    @Test
    void aForgedCodeAndThatOfAnotherTenantCostNoWrite() {
        var code = invite("{}").path("code").textValue();
        var eve = ingress.user(RunningIngress.OTHER_TENANT, "eve");
        var before = ingress.actions.actions().size();
        var forged = code.substring(0, code.length() - 2) + (code.endsWith("AA") ? "BA" : "AA");
        eve.post("/v1/invites/" + code + "/accept").expect(404, "invite-not-found");
        bob.post("/v1/invites/" + forged + "/accept").expect(404, "invite-not-found");
        bob.post("/v1/invites/x/accept").expect(404, "invite-not-found");
        assertEquals(before, ingress.actions.actions().size());
        bob.post("/v1/invites/" + code + "/accept").expect(201);
        assertEquals(
                AcceptInvite.class,
                ingress.actions.actions().getLast().getBody().getClass());
    }

    @Test
    void aRevokedInviteIsNotThere() {
        var invite = invite("{}");
        var path = INVITES + "/" + invite.path("id").textValue();
        bob.call("DELETE", path).expect(404, "group-not-found");
        var revoked = alice.call("DELETE", path).expect(200).json();
        assertEquals(invite.path("id"), revoked.path("id"));
        alice.call("DELETE", path).expect(404, "invite-not-found");
        alice.call("DELETE", INVITES + "/none").expect(404, "invite-not-found");
        bob.post(invite.path("url").textValue()).expect(404, "invite-not-found");
    }

    @Test
    void listsInvitesNewestFirstWithWhatBecameOfThem() {
        var revoked = invite("{}").path("id").textValue();
        alice.call("DELETE", INVITES + "/" + revoked).expect(200);
        bob.post(invite("{\"uses\":1}").path("url").textValue()).expect(201);
        invite("{\"uses\":5,\"expiresAt\":\"2999-01-01T00:00:00Z\"}");
        var items = alice.get(INVITES).expect(200).json().path("items");
        var states = StreamSupport.stream(items.spliterator(), false)
                .map(item ->
                        item.path("id").textValue() + " " + item.path("state").textValue())
                .sorted((one, other) -> other.compareTo(one))
                .collect(Collectors.joining(","));
        assertEquals(
                states,
                StreamSupport.stream(items.spliterator(), false)
                        .map(item -> item.path("id").textValue() + " "
                                + item.path("state").textValue())
                        .collect(Collectors.joining(",")));
        assertEquals(
                "open,revoked,used-up",
                StreamSupport.stream(items.spliterator(), false)
                        .map(item -> item.path("state").textValue())
                        .sorted()
                        .collect(Collectors.joining(",")));
        var page = alice.get(INVITES + "?limit=2").expect(200).json();
        assertEquals(2, page.path("items").size());
        var rest = alice.get(INVITES + "?cursor=" + page.path("next").textValue());
        assertEquals(items.get(2), rest.expect(200).json().at("/items/0"));
    }

    @Test
    void onlyAdminsAndTheOwnerInviteAndSeeInvites() {
        bob.post(invite("{}").path("url").textValue()).expect(201);
        bob.post(INVITES, "{}").expect(403, "not-permitted");
        bob.get(INVITES).expect(403, "not-permitted");
        cem.post(INVITES, "{}").expect(404, "group-not-found");
        ingress.server().get(INVITES).expect(200);
    }

    @Test
    void theBannedDoNotComeByAnInvite() {
        var url = invite("{}").path("url").textValue();
        alice.put("/v1/groups/secret/bans/bob", "{}").expect(200);
        bob.post(url).expect(403, "banned");
    }

    @Test
    void aTimeThatIsOverIsAFaultOfItsField() {
        var refused =
                alice.post(INVITES, "{\"expiresAt\":\"2020-01-01T00:00:00Z\"}").expect(400, "expires-at-passed");
        assertEquals("expiresAt", refused.json().path("field").textValue());
        alice.post(INVITES, "{\"uses\":0}").expect(400, "field-invalid");
    }
}
