package dev.parley.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.Ephemeral;
import dev.parley.schemas.Restriction;
import dev.parley.schemas.Typing;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users say over REST of whether they type. */
class TypingTest {
    private static final String TEAM = "/v1/conversations/g:team/typing";
    private static final String ON = "{\"on\":true}";

    private final RunningIngress ingress = RunningIngress.start();
    private final Client alice = ingress.user("alice");
    private final Client bob = ingress.user("bob");
    private final Client eve = ingress.user("eve");

    @BeforeEach
    void talk() {
        alice.post("/v1/groups", GroupsTest.group("team", "public")).expect(201);
        bob.post("/v1/groups/team/join").expect(201);
    }

    @AfterEach
    void stop() {
        ingress.close();
    }

    private static Ephemeral typing(String conversation, String user, boolean isOn) {
        return new Ephemeral("acme", conversation, user, new Typing(isOn));
    }

    @Test
    void goesToTheLog() {
        assertEquals("", bob.post(TEAM, ON).expect(204).text());
        bob.post(TEAM, "{\"on\":false}").expect(204);
        InboxTest.say(alice, "\"user\":\"bob\"", "hi");
        alice.post("/v1/conversations/d:alice:bob/typing", ON).expect(204);
        assertEquals(
                List.of(
                        typing("g:team", "bob", true),
                        typing("g:team", "bob", false),
                        typing("d:alice:bob", "alice", true)),
                ingress.ephemeral.signals());
    }

    @Test
    void isSentByAServerOnBehalfOfAMember() {
        ingress.server().onBehalfOf("alice").post(TEAM, ON).expect(204);
        ingress.server().post(TEAM, ON).expect(400, "on-behalf-of-required");
        ingress.server().onBehalfOf("eve").post(TEAM, ON).expect(403, "not-a-member");
        assertEquals(List.of(typing("g:team", "alice", true)), ingress.ephemeral.signals());
    }

    @Test
    void tellsAStrangerNothing() {
        InboxTest.say(alice, "\"user\":\"bob\"", "hi");
        alice.post("/v1/groups", GroupsTest.group("secret", "private")).expect(201);
        var foreign = ingress.user(RunningIngress.OTHER_TENANT, "bob");
        for (var name : List.of("d:alice:bob", "g:secret", "g:never", "d:alice:never")) {
            var path = "/v1/conversations/" + name + "/typing";
            eve.post(path, ON).expect(404, "conversation-not-found");
            foreign.post(path, ON).expect(404, "conversation-not-found");
        }
        eve.post("/v1/conversations/d:alice:eve/typing", ON).expect(404, "conversation-not-found");
        eve.post(TEAM, ON).expect(403, "not-a-member");
        bob.post("/v1/groups/team/leave").expect(200);
        bob.post(TEAM, ON).expect(403, "not-a-member");
        assertEquals(List.of(), ingress.ephemeral.signals());
    }

    @Test
    void doesNotWaitForAStoreThatIsBehind() {
        ingress.store.fallBehind();
        eve.post("/v1/groups/team/join").expect(201);
        var refused = eve.post(TEAM, ON).expect(503, "read-behind");
        assertTrue(refused.json().path("retryAfterMs").longValue() > 0);
        ingress.store.catchUp();
        eve.post(TEAM, ON).expect(204);
    }

    @Test
    void isRefusedFromWhoMayNotWriteButForItsEnd() {
        var muted =
                new Restriction("acme", "g:team", "bob", false, Instant.now().plusSeconds(60), 9L);
        ingress.presence.show(muted);
        bob.post(TEAM, ON).expect(403, "muted");
        bob.post(TEAM, "{\"on\":false}").expect(204);
        alice.post(TEAM, ON).expect(204);
        ingress.presence.show(Restriction.newBuilder(muted)
                .setMutedUntil(Instant.now().minusSeconds(1))
                .setSeq(10L)
                .build());
        bob.post(TEAM, ON).expect(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"on\":null}",
                "{\"on\":1}",
                "{\"on\":\"true\"}",
                "{\"on\":true,\"off\":false}",
                "{\"on\":true,\"conversation\":\"g:other\"}",
                "[true]"
            })
    void refusesWhatSaysNeither(String body) {
        bob.post(TEAM, body).expect(400);
        bob.post("/v1/conversations/g:%20/typing", ON).expect(400, "field-invalid");
        assertEquals(List.of(), ingress.ephemeral.signals());
    }

    @Test
    void neverCallsTypingTakenThatIsNot() {
        ingress.ephemeral.goDown();
        bob.post(TEAM, ON).expect(503, "log-unavailable");
        ingress.ephemeral.fill();
        var refused = bob.post(TEAM, ON).expect(503, "too-busy");
        assertTrue(refused.json().path("retryAfterMs").longValue() > 0);
    }
}
