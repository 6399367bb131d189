package dev.parley.standalone.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedPlatform.class)
@TestInstance(Lifecycle.PER_CLASS)
class IdempotencyIT {
    private static final int CLIENTS = 20;

    private final StoredEvents stored;
    private final Tenant tenant;
    private ChatUser ann;

    IdempotencyIT(TestPlatform platform) {
        stored = new StoredEvents(platform.parts());
        tenant = platform.tenant("idempotency");
        ann = tenant.user("ann");
    }

    @BeforeAll
    void thereIsSomebodyToWriteTo() {
        tenant.user("ben");
    }

    @Test
    void makesOneMessageOfTwentyEqualRequestsAtOnce() throws Exception {
        var replies = AtOnce.times(CLIENTS, () -> say("twenty", "the same"));
        assertEquals(
                List.of(201), replies.stream().map(Reply::status).distinct().toList());
        assertEquals(1, replies.stream().map(Reply::body).distinct().count(), "twenty equal answers");
        assertEquals(1, messagesWithKey("twenty"));
    }

    @Test
    void refusesAnotherBodyUnderAUsedKey() {
        say("used", "first").expect(201);
        assertEquals("action-id-reused", say("used", "second").expect(409).code());
        assertEquals(1, messagesWithKey("used"));
    }

    @Test
    void answersTheSameAgainLater() {
        var first = say("later", "hello").expect(201);
        say("in-between", "something else").expect(201);
        assertEquals(first, say("later", "hello"));
    }

    private Reply say(String key, String text) {
        return ann.rest().post("/v1/messages", key, Map.of("receiver", Map.of("user", "ben"), "text", text));
    }

    private long messagesWithKey(String key) {
        return stored.inTopic().stream()
                .filter(event -> event.getTenant().equals(tenant.id()) && key.equals(event.getActionId()))
                .count();
    }
}
