package dev.parley.standalone.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.schemas.Event;
import dev.parley.standalone.guarantee.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** One restart of the platform, in the middle of conversations and between the retries of one action. */
@ExtendWith(SharedPlatform.class)
@TestInstance(Lifecycle.PER_CLASS)
class RestartHalfWayIT {
    private static final int ROUND = 30;
    private static final int TIMES = 10;
    private static final Map<String, String> TO_BEN = Map.of("user", "ben");

    private final TestPlatform platform;
    private final Chat chat;
    private final Tenant tenant;
    private final ChatUser ann;
    private final List<Reply> replies = new ArrayList<>();
    private final List<JsonNode> onSockets = new ArrayList<>();

    RestartHalfWayIT(TestPlatform platform) {
        this.platform = platform;
        chat = new Chat(List.of(platform.tenant("acme"), platform.tenant("globex")));
        tenant = platform.tenant("same-action-id");
        ann = tenant.user("ann");
        tenant.user("ben");
    }

    @BeforeAll
    void restart() throws Exception {
        chat.connect(platform.address());
        chat.talk("before", ROUND).get(60, TimeUnit.SECONDS);
        sayTheSame();

        var during = chat.talk("during", ROUND);
        chat.disconnect();
        platform.close();
        platform.start();
        chat.connect(platform.address());
        during.get(90, TimeUnit.SECONDS);
    }

    @Test
    void keepsEveryPromiseOverARestartInTheMiddleOfAConversation() throws Exception {
        chat.talk("after", ROUND).get(60, TimeUnit.SECONDS);
        assertEquals(3 * 6 * ROUND, chat.acknowledged());
        chat.assertPromisesKept(new StoredEvents(platform.parts()), "with a restart half-way");
    }

    /** Fault 7: ten times at once, and ten times again after a restart; after an hour, see the machine's test. */
    @Test
    void isOneMessageWithOneAnswerHoweverOftenItComesAndWhereverARestartFalls() throws Exception {
        sayTheSame();
        assertEquals(2 * TIMES, replies.size());
        assertEquals(1, replies.stream().distinct().count(), "one answer");
        var message = replies.getFirst().expect(201);
        for (var accepted : onSockets) {
            assertEquals(message.number("seq"), accepted.path("seq").asLong());
            assertEquals(message.text("id"), accepted.path("messageId").asText());
        }
        assertEquals(2, onSockets.size());
        assertEquals(1, logged().size(), "one message");
    }

    private void sayTheSame() throws Exception {
        replies.addAll(AtOnce.times(TIMES, () -> ann.say(TO_BEN, "the-id", "the same")));
        var follower = new Follower(ann, "phone", new Ledger());
        follower.connect(platform.address());
        try {
            onSockets.add(follower.say(TO_BEN, "the-id", "the same"));
        } finally {
            follower.disconnect();
        }
    }

    private List<Event> logged() {
        return new StoredEvents(platform.parts())
                .inTopic().stream()
                        .filter(event -> event.getTenant().equals(tenant.id()))
                        .toList();
    }
}
