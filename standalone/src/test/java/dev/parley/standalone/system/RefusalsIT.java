package dev.parley.standalone.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must be refused gets its status and its stable code, and leaves no trace in the log. */
@ExtendWith(SharedPlatform.class)
@TestInstance(Lifecycle.PER_CLASS)
class RefusalsIT {
    private static final String MESSAGES = "/v1/messages";
    private static final Map<String, String> TO_BEN = Map.of("user", "ben");
    private static final int MAX_TEXT_BYTES = 65_536;
    private static final int MAX_BODY_BYTES = 128 * 1024;

    private final StoredEvents stored;
    private final Tenant tenant;
    private final ChatUser ann;
    private final ChatUser cat;
    private final Tenant strangers;
    private final ChatUser eve;
    private final long eventsBefore;

    /** A request, and how it must be refused. */
    record Refusal(String name, int status, String code, Supplier<Reply> request) {
        @Override
        public String toString() {
            return name;
        }
    }

    RefusalsIT(TestPlatform platform) {
        stored = new StoredEvents(platform.parts());
        tenant = platform.tenant("refusals");
        ann = tenant.user("ann");
        var ben = tenant.user("ben");
        cat = tenant.user("cat");
        tenant.group("closed", List.of(ann, ben));
        ann.rest()
                .post(MESSAGES, Map.of("receiver", TO_BEN, "text", "between us"))
                .expect(201);
        strangers = platform.tenant("strangers");
        eve = strangers.user("eve");
        eventsBefore = eventsOfBoth();
    }

    @AfterAll
    void nothingOfItIsInTheLog() {
        assertEquals(eventsBefore, eventsOfBoth());
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void isRefusedWithItsCode(Refusal refusal) {
        var reply = refusal.request().get();
        assertEquals(refusal.status() + " " + refusal.code(), reply.status() + " " + reply.code(), reply::toString);
        assertTrue(reply.body().path("detail").asText().length() > 10, reply::toString);
    }

    Stream<Refusal> refusals() {
        return Stream.of(bodies(), receivers(), callers(), foreign()).flatMap(each -> each);
    }

    private Stream<Refusal> bodies() {
        return Stream.of(
                new Refusal("half a JSON object", 400, "body-not-json", () -> raw("{\"receiver\":")),
                new Refusal("no body", 400, "field-missing", () -> raw("")),
                new Refusal("JSON 10,000 deep", 400, "body-not-json", () -> raw("[".repeat(10_000))),
                new Refusal(
                        "bytes that are no UTF-8",
                        400,
                        "body-not-json",
                        () -> ann.rest()
                                .postRaw(MESSAGES, "{\"text\":\"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1))),
                new Refusal(
                        "a body of one byte too many",
                        413,
                        "body-too-large",
                        () -> raw("{" + " ".repeat(MAX_BODY_BYTES - 1) + "}")),
                new Refusal(
                        "a text of one byte too many",
                        400,
                        "text-too-long",
                        () -> toBen("x".repeat(MAX_TEXT_BYTES + 1))),
                new Refusal("a blank text", 400, "text-blank", () -> toBen(" \t\u00a0\u2003\n")),
                new Refusal(
                        "no text", 400, "field-missing", () -> ann.rest().post(MESSAGES, Map.of("receiver", TO_BEN))),
                new Refusal(
                        "no receiver", 400, "field-missing", () -> ann.rest().post(MESSAGES, Map.of("text", "hi"))),
                new Refusal(
                        "a field that nobody knows",
                        400,
                        "field-unknown",
                        () -> ann.rest().post(MESSAGES, Map.of("receiver", TO_BEN, "text", "hi", "colour", "red"))));
    }

    private Stream<Refusal> receivers() {
        return Stream.of(
                new Refusal(
                        "a receiver who does not exist",
                        404,
                        "receiver-unknown",
                        () -> send(ann, Map.of("user", "nobody"))),
                new Refusal("a message to oneself", 400, "receiver-is-sender", () -> send(ann, Map.of("user", "ann"))),
                new Refusal(
                        "a group that does not exist",
                        404,
                        "group-not-found",
                        () -> send(ann, Map.of("group", "nowhere"))),
                new Refusal("a group of others", 403, "not-a-member", () -> send(cat, Map.of("group", "closed"))));
    }

    private Stream<Refusal> callers() {
        var base = ann.base();
        var forged = ann.token().substring(0, ann.token().lastIndexOf('.') + 1) + "A".repeat(86);
        // {"alg":"none"}
        var unsigned = "eyJhbGciOiJub25lIn0." + ann.token().split("\\.")[1] + ".";
        return Stream.of(
                new Refusal("no token", 401, "token-missing", () -> send(new RestClient(base, Map.of()))),
                new Refusal("a forged signature", 401, "token-invalid", () -> send(RestClient.withToken(base, forged))),
                new Refusal(
                        "an unsigned token", 401, "token-invalid", () -> send(RestClient.withToken(base, unsigned))),
                new Refusal("no token at all", 401, "token-invalid", () -> send(RestClient.withToken(base, "hello"))),
                new Refusal(
                        "a key of nobody", 401, "key-invalid", () -> send(RestClient.withApiKey(base, "0".repeat(48)))),
                new Refusal(
                        "a server that speaks for nobody", 400, "on-behalf-of-required", () -> send(tenant.server())));
    }

    private Stream<Refusal> foreign() {
        return Stream.of(
                new Refusal("another tenant's user", 404, "receiver-unknown", () -> send(eve, TO_BEN)),
                new Refusal(
                        "another tenant's group", 404, "group-not-found", () -> send(eve, Map.of("group", "closed"))),
                new Refusal(
                        "joining another tenant's group",
                        404,
                        "group-not-found",
                        () -> eve.rest().post("/v1/groups/closed/join", Map.of())),
                new Refusal(
                        "reading another tenant's group",
                        404,
                        "conversation-not-found",
                        () -> eve.rest().get("/v1/conversations/g:closed/messages")),
                new Refusal(
                        "reading another tenant's conversation",
                        404,
                        "conversation-not-found",
                        () -> eve.rest().get("/v1/conversations/d:ann:ben/events")));
    }

    private long eventsOfBoth() {
        return stored.inTopic().stream()
                .filter(event -> Set.of(tenant.id(), strangers.id()).contains(event.getTenant()))
                .count();
    }

    private Reply raw(String body) {
        return ann.rest().postRaw(MESSAGES, body.getBytes(StandardCharsets.UTF_8));
    }

    private Reply toBen(String text) {
        return ann.rest().post(MESSAGES, Map.of("receiver", TO_BEN, "text", text));
    }

    private static Reply send(ChatUser user, Map<String, String> receiver) {
        return user.rest().post(MESSAGES, Map.of("receiver", receiver, "text", "hi"));
    }

    private static Reply send(RestClient client) {
        return client.post(MESSAGES, Map.of("receiver", TO_BEN, "text", "hi"));
    }
}
