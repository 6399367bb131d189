package dev.parley.standalone.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.testkit.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** A partition where nobody speaks sends what is due, and deletes what expires: the clock lets its time pass. */
@ExtendWith(SharedPlatform.class)
@TestInstance(Lifecycle.PER_CLASS)
class ScheduledMessagesIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ChatUser ann;
    private final ChatUser ben;

    ScheduledMessagesIT(TestPlatform platform) {
        var tenant = platform.tenant("scheduled");
        ann = tenant.user("ann");
        ben = tenant.user("ben");
    }

    @Test
    void sendsAMessageLaterAndDeletesItAgain() {
        var sendAt = Instant.now().plusSeconds(2);
        var body = Map.of(
                "receiver", Map.of("user", "ben"), "text", "later", "sendAt", sendAt.toString(), "expiresInSeconds", 1);
        var scheduled = ann.rest().post("/v1/messages", "k", body).expect(202);
        assertEquals("d:ann:ben", scheduled.body().at("/scheduled/conversation").asText());

        var path = "/v1/conversations/d:ann:ben/events?afterSeq=0";
        Eventually.isTrue(
                "the deletion",
                LIMIT,
                () -> ben.rest().get(path).body().path("items").size() == 2);
        var events = ben.rest().get(path).expect(200).body().path("items");
        var created = events.path(0);
        assertEquals("message.created", created.path("event").asText());
        assertEquals("ann", created.path("actor").asText());
        assertEquals("k", created.path("clientMsgId").asText());
        assertFalse(Instant.parse(created.path("at").asText()).isBefore(sendAt));
        var deleted = events.path(1);
        assertTrue(deleted.at("/data/expired").asBoolean());
        assertFalse(Instant.parse(deleted.path("at").asText())
                .isBefore(Instant.parse(created.path("at").asText()).plusSeconds(1)));

        Eventually.isTrue(
                "the outcome", LIMIT, () -> list("sent").body().path("items").size() == 1);
        var sent = list("sent").body().path("items").path(0);
        assertEquals(created.at("/data/message/id"), sent.path("messageId"));
    }

    private Reply list(String state) {
        return ann.rest().get("/v1/me/scheduled?state=" + state).expect(200);
    }
}
