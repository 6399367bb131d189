package dev.parley.standalone.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.schemas.Event;
import dev.parley.schemas.MessageCreated;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** Fault 8: the order of the log is the order of the first arrival, whatever comes again in which order. */
@ExtendWith(SharedPlatform.class)
@TestInstance(Lifecycle.PER_CLASS)
class F08RetriesOutOfOrderIT {
    private final StoredEvents stored;
    private final Tenant tenant;
    private final ChatUser ann;

    F08RetriesOutOfOrderIT(TestPlatform platform) {
        stored = new StoredEvents(platform.parts());
        tenant = platform.tenant("out-of-order");
        ann = tenant.user("ann");
        tenant.user("ben");
        tenant.user("cat");
    }

    @Test
    void changesNothingWhenRetriesComeInAnotherOrder() {
        var first = say("ben", "1", "2", "3");
        var again = say("ben", "2", "1", "3");

        assertEquals(List.of(first.get(1), first.get(0), first.get(2)), again);
        assertEquals(List.of("1", "2", "3"), logged("d:ann:ben"));
    }

    @Test
    void keepsTheOrderInWhichTheyCameFirst() {
        var first = say("cat", "2", "1", "3");
        var again = say("cat", "1", "2", "3");

        assertEquals(List.of(first.get(1), first.get(0), first.get(2)), again);
        assertEquals(List.of("2", "1", "3"), logged("d:ann:cat"));
    }

    private List<Reply> say(String receiver, String... ids) {
        return List.of(ids).stream()
                .map(id -> ann.rest()
                        .post("/v1/messages", id, Map.of("receiver", Map.of("user", receiver), "text", "text " + id))
                        .expect(201))
                .toList();
    }

    private List<String> logged(String conversation) {
        return stored.inTopic().stream()
                .filter(event -> event.getTenant().equals(tenant.id())
                        && event.getConversation().equals(conversation)
                        && event.getBody() instanceof MessageCreated)
                .map(Event::getActionId)
                .toList();
    }
}
