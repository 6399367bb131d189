package dev.parley.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashSet;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages: sent once however often they are sent, and found again. */
class MessagesTest {
    private static final String HI = "{\"receiver\":{\"user\":\"bob\"},\"text\":\"hi\"}";

    private final RunningIngress ingress = RunningIngress.start();
    private final Client alice = ingress.user("alice");
    private final Client bob = ingress.user("bob");

    @AfterEach
    void stop() {
        ingress.close();
    }

    @Test
    void aMessageIsAnsweredWithItsPlace() {
        var sent = alice.withIdempotencyKey("k").post("/v1/messages", HI).expect(201);
        assertEquals("d:alice:bob", sent.json().path("conversation").textValue());
        assertEquals(1, sent.json().path("seq").intValue());
        assertEquals("k", sent.json().path("clientMsgId").textValue());
        assertEquals(sent.text(), bob.get(sent.header("Location")).expect(200).text());
        var id = sent.json().path("id").textValue();
        assertEquals(sent.text(), alice.get("/v1/messages/" + id).expect(200).text());
        assertEquals(
                sent.text(),
                ingress.server().get("/v1/messages/" + id).expect(200).text());
    }

    @Test
    void theServerSendsForAUser() {
        var sent = ingress.server().onBehalfOf("alice").post("/v1/messages", HI).expect(201);
        assertEquals("alice", sent.json().path("sender").textValue());
    }

    @Test
    void whatIsLegalIsAnsweredCharacterByCharacter() {
        var text = "\u202Eright \u200B\u200D to left 👩‍👩‍👧 e\u0301 \u0007 \\u0041 </script> \n\t";
        var body = JsonNodeFactory.instance.objectNode().put("text", text);
        body.putObject("receiver").put("user", "bob");
        var sent = alice.post("/v1/messages", body.toString()).expect(201);
        assertEquals(text, sent.json().path("text").textValue());
    }

    @Test
    void twentyEqualRequestsAtOnceAreOneMessage() throws Exception {
        var retrying = alice.withIdempotencyKey("same");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(Stream.<Callable<String>>generate(() ->
                            () -> retrying.post("/v1/messages", HI).expect(201).text())
                    .limit(20)
                    .toList());
            var bodies = new HashSet<String>();
            for (var answer : answers) {
                bodies.add(answer.get());
            }
            assertEquals(1, bodies.size(), bodies.toString());
        }
        assertEquals(1, ingress.store.headSeq(RunningIngress.TENANT, "d:alice:bob"));
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() {
        alice.withIdempotencyKey("k").post("/v1/messages", HI).expect(201);
        alice.withIdempotencyKey("k")
                .post("/v1/messages", HI.replace("hi", "ho"))
                .expect(409, "action-id-reused");
    }

    @Test
    void aRetryWhoseEventIsOnlyInTheStoreIsAnsweredTheSame() {
        ingress.store.fallBehind();
        var first = alice.withIdempotencyKey("k").post("/v1/messages", HI).expect(201);
        ingress.actions.forgetRecords();
        alice.withIdempotencyKey("k").post("/v1/messages", HI).expect(503, "read-behind");
        ingress.store.catchUp();
        var again = alice.withIdempotencyKey("k").post("/v1/messages", HI).expect(201);
        assertEquals(first.text(), again.text());
    }

    @Test
    void aRequestWithoutAKeyIsANewMessage() {
        alice.post("/v1/messages", HI).expect(201);
        assertEquals(
                2, alice.post("/v1/messages", HI).expect(201).json().path("seq").intValue());
    }

    @Test
    void theKeyMayBeInTheBody() {
        var named = "{\"receiver\":{\"user\":\"bob\"},\"text\":\"hi\",\"clientMsgId\":\"c1\"}";
        var first = alice.post("/v1/messages", named).expect(201);
        assertEquals(first.text(), alice.post("/v1/messages", named).expect(201).text());
        assertEquals(
                first.text(),
                alice.withIdempotencyKey("c1").post("/v1/messages", named).text());
        alice.withIdempotencyKey("c2").post("/v1/messages", named).expect(400, "field-invalid");
    }

    @Test
    void aSilentLogIsUnknownAndNeverAFalseSuccess() {
        ingress.actions.fallSilent();
        var unknown = alice.post("/v1/messages", HI).expect(503, "log-unavailable");
        assertEquals("2", unknown.header("Retry-After"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00A0", "\u200B", "\u2028", "\u3164"})
    void aBlankTextIsRefused(String blank) {
        var body = JsonNodeFactory.instance.objectNode().put("text", blank);
        body.putObject("receiver").put("user", "bob");
        alice.post("/v1/messages", body.toString()).expect(400, "text-blank");
        nothingWasWritten();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"receiver\":{\"user\":\"nobody\"},\"text\":\"x\"}; 404; receiver-unknown; receiver",
                "{\"receiver\":{\"user\":\"alice\"},\"text\":\"x\"}; 400; receiver-is-sender; receiver",
                "{\"receiver\":{\"user\":\"bob\",\"group\":\"g\"},\"text\":\"x\"}; 400; field-invalid; receiver",
                "{\"receiver\":{},\"text\":\"x\"}; 400; field-invalid; receiver",
                "{\"receiver\":\"bob\",\"text\":\"x\"}; 400; field-invalid; receiver",
                "{\"text\":\"x\"}; 400; field-missing; receiver",
                "{\"receiver\":{\"user\":\"bob\"}}; 400; field-missing; text",
                "{\"receiver\":{\"user\":\"bob\"},\"text\":7}; 400; field-invalid; text",
                "{\"receiver\":{\"user\":\"bob\"},\"text\":\"a\\u0000b\"}; 400; field-invalid; text",
                "{\"receiver\":{\"user\":\"bob\"},\"text\":\"a\\ud800b\"}; 400; field-invalid; text",
                "{\"receiver\":{\"user\":\"bob\"},\"text\":\"x\",\"kind\":\"image\"}; 400; field-missing; attachments",
                "{\"receiver\":{\"user\":\"bob\"},\"text\":\"x\",\"attachments\":[{}]}; 400; field-missing; attachments[0].url",
                "{\"receiver\":{\"user\":\"bob\"},\"text\":\"x\",\"attachments\":[{\"mediaId\":\"m\"}]}; 400; field-unsupported; attachments[0].mediaId",
                "{\"receiver\":{\"user\":\"bob\"},\"text\":\"x\",\"sender\":\"bob\"}; 400; field-unknown; sender",
                "{\"receiver\":{\"user\":\"bob\"},\"text\":\"x\",\"replyToId\":\"y\"}; 400; field-invalid; replyToId",
                "{\"conversation\":\"d:bob:alice\",\"text\":\"x\"}; 400; field-invalid; conversation",
            })
    void aMessageThatIsNotAsItMustBeIsRefused(String body, int status, String code, String field) {
        var refused = alice.post("/v1/messages", body).expect(status, code);
        assertEquals(field, refused.json().path("field").textValue());
        nothingWasWritten();
    }

    @Test
    void onlyMembersSpeakInAGroup() {
        alice.post("/v1/groups", GroupsTest.group("team", "public")).expect(201);
        bob.post("/v1/messages", "{\"receiver\":{\"group\":\"team\"},\"text\":\"x\"}")
                .expect(403, "not-a-member");
        bob.post("/v1/messages", "{\"conversation\":\"g:none\",\"text\":\"x\"}").expect(404, "group-not-found");
        bob.post("/v1/messages", "{\"conversation\":\"d:alice:zoe\",\"text\":\"x\"}")
                .expect(404, "conversation-not-found");
    }

    @Test
    void anAnswerToAMessageThatThereIsNotIsRefused() {
        var missing = "{\"receiver\":{\"user\":\"bob\"},\"text\":\"x\",\"replyToId\":\"%s\"}";
        var old = "01800000-0000-7000-8000-000000000000";
        var refused = alice.post("/v1/messages", missing.formatted(old)).expect(400, "reply-to-unknown");
        assertEquals("replyToId", refused.json().path("field").textValue());
        var known = alice.post("/v1/messages", HI).expect(201).json().path("id").textValue();
        var answer = bob.post("/v1/messages", missing.replace("bob", "alice").formatted(known))
                .expect(201);
        assertEquals(known, answer.json().path("replyToId").textValue());
    }

    @Test
    void aMessageIsSeenByItsConversationAlone() {
        var sent = alice.post("/v1/messages", HI).expect(201).json();
        var path = "/v1/messages/" + sent.path("id").textValue();
        var stranger = ingress.user("eve");
        stranger.get(path).expect(404, "message-not-found");
        ingress.user(RunningIngress.OTHER_TENANT, "bob").get(path).expect(404, "message-not-found");
        alice.get(path + "?conversation=d:alice:eve").expect(404, "message-not-found");
        alice.get(path + "?conversation=nonsense").expect(400, "field-invalid");
        alice.get("/v1/messages/nonsense").expect(404, "message-not-found");
    }

    @Test
    void aMessageOfAGroupIsForItsMembers() {
        alice.post("/v1/groups", GroupsTest.group("team", "public")).expect(201);
        var sent = alice.post("/v1/messages", "{\"receiver\":{\"group\":\"team\"},\"text\":\"x\"}")
                .expect(201);
        bob.get("/v1/messages/" + sent.json().path("id").textValue()).expect(403, "not-a-member");
    }

    @Test
    void withItsConversationAMessageIsReadFromTheFirstMoment() {
        ingress.store.fallBehind();
        var sent = alice.post("/v1/messages", HI).expect(201);
        var path = "/v1/messages/" + sent.json().path("id").textValue();
        alice.get(path).expect(404, "message-not-found");
        alice.get(path + "?conversation=d%3Aalice%3Abob").expect(503, "read-behind");
        ingress.store.catchUp();
        alice.get(path + "?conversation=d%3Aalice%3Abob").expect(200);
    }

    @Test
    void anIdThatNeverWasIsNotThereAfterOneWait() {
        var hex = String.format("%012x", System.currentTimeMillis());
        var young = hex.substring(0, 8) + "-" + hex.substring(8) + "-7000-8000-000000000001";
        var ahead = "ffffffff-ffff-7000-8000-000000000001";
        for (var id : new String[] {young, ahead, "x"}) {
            alice.get("/v1/messages/" + id + "?conversation=d:alice:bob").expect(404, "message-not-found");
        }
        // Nor where the caller writes all the time, as long as the store keeps up.
        alice.post("/v1/messages", HI).expect(201);
        alice.get("/v1/messages/" + young + "?conversation=d:alice:bob").expect(404, "message-not-found");
    }

    @Test
    void anIdMayBeInUpperCase() {
        var sent = alice.post("/v1/messages", HI).expect(201);
        var id = sent.json().path("id").textValue();
        var upper = id.toUpperCase(Locale.ROOT);
        assertEquals(sent.text(), alice.get("/v1/messages/" + upper).expect(200).text());
        assertEquals(
                sent.text(),
                alice.get("/v1/messages/" + upper + "?conversation=d:alice:bob")
                        .expect(200)
                        .text());
        var reply = alice.post("/v1/messages", HI.replace("\"text\"", "\"replyToId\":\"" + upper + "\",\"text\""))
                .expect(201);
        assertEquals(id, reply.json().path("replyToId").textValue());
    }

    @Test
    void aRetryGetsItsFirstAnswerThoughTheReceiverIsDeactivated() {
        var first = alice.withIdempotencyKey("k").post("/v1/messages", HI).expect(201);
        ingress.server().post("/v1/users/bob/deactivate").expect(200);
        var again = alice.withIdempotencyKey("k").post("/v1/messages", HI).expect(201);
        assertEquals(first.text(), again.text());
        alice.withIdempotencyKey("k2").post("/v1/messages", HI).expect(409, "receiver-inactive");
    }

    @ParameterizedTest
    @CsvSource({
        "-0.0, -0.0",
        "-0, -0",
        "1.50e3, 1.50e3",
        "12345678901234567890123, 12345678901234567890123",
        "1e99999999999,",
        "-1E+1000,"
    })
    void aNumberInMetadataIsKeptAsItWasWrittenOrRefused(String number, @Nullable String kept) {
        var body = HI.replace("\"text\"", "\"metadata\":{\"n\":" + number + "},\"text\"");
        var answer = alice.post("/v1/messages", body);
        if (kept == null) {
            answer.expect(400, "field-invalid");
        } else {
            assertTrue(answer.expect(201).text().contains("{\"n\":" + kept + "}"), answer.text());
        }
    }

    private void nothingWasWritten() {
        assertTrue(
                ingress.actions.actions().isEmpty(),
                () -> ingress.actions.actions().toString());
    }
}
