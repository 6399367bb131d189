package dev.parley.standalone.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.standalone.demo.Demo;
import dev.parley.testkit.Eventually;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** What {@code up} prepares for a newcomer. */
@ExtendWith(SharedPlatform.class)
@TestInstance(Lifecycle.PER_CLASS)
class DemoIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final TestPlatform platform;

    DemoIT(TestPlatform platform) {
        this.platform = platform;
    }

    @Test
    void usersHaveTalkedToEachOtherOnceHoweverOftenItIsPrepared() {
        var tenant = platform.tenant("newcomers");
        var demo = Demo.prepare(platform.address(), tenant.apiKey(), true);
        demo.playGroups();
        var alice = RestClient.withToken(platform.address(), demo.token());
        expectUnread(alice, Map.of("Bob", 2L, "Cem", 1L, "Lunch on Friday", 3L, "Welcome", 4L));
        var sent = alice.post("/v1/messages", Map.of("receiver", Map.of("user", "bob"), "text", "Hello, Bob"))
                .expect(201);
        assertEquals(demo.nextSeq(), sent.number("seq"));

        // As after an end in the middle of the first start.
        Demo.prepare(platform.address(), tenant.apiKey(), true).playGroups();
        // Then the store has the message above, too.
        expectUnread(alice, Map.of("Bob", 0L, "Cem", 1L, "Lunch on Friday", 3L, "Welcome", 4L));
        var later = Demo.prepare(platform.address(), tenant.apiKey(), false);
        assertEquals(demo.nextSeq() + 1, later.nextSeq());
    }

    @Test
    void theChatPageIsServedToEverybody() {
        var nobody = new RestClient(platform.address(), Map.of());
        assertEquals(200, nobody.get("/console/users").status());
        var refused = nobody.post("/console/users/mallory/token", Map.of());
        assertEquals("user-not-found", refused.code());
    }

    /** The store may be behind for a moment. */
    private static void expectUnread(RestClient user, Map<String, Long> expected) {
        Eventually.isTrue(
                () -> expected + ", not " + unread(user),
                LIMIT,
                () -> unread(user).equals(expected));
    }

    private static Map<String, Long> unread(RestClient user) {
        var counts = new TreeMap<String, Long>();
        for (var conversation : user.get("/v1/sync/snapshot").expect(200).body().path("items")) {
            counts.put(nameOf(conversation), conversation.path("unread").asLong());
        }
        return counts;
    }

    private static String nameOf(JsonNode conversation) {
        var user = conversation.path("user").asText();
        return user.isEmpty()
                ? conversation.at("/group/name").asText()
                : user.substring(0, 1).toUpperCase(Locale.ROOT) + user.substring(1);
    }
}
