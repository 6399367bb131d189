package dev.parley.standalone.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.standalone.guarantee.Ledger;
import dev.parley.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** A client that was away while messages were edited and deleted ends where one that was there ends, and where the store is. */
@ExtendWith(SharedPlatform.class)
@TestInstance(Lifecycle.PER_CLASS)
class ChangedMessagesIT {
    private static final int MESSAGES = 50;
    private static final String TEAM = "g:changes";

    private final TestPlatform platform;
    private final ChatUser ann;
    private final ChatUser ben;

    ChangedMessagesIT(TestPlatform platform) {
        this.platform = platform;
        var tenant = platform.tenant("changes");
        ann = tenant.user("ann");
        ben = tenant.user("ben");
        tenant.group("changes", List.of(ann, ben));
    }

    @Test
    void bringsEditsAndDeletionsToThoseWhoWereAway() {
        var ids = new ArrayList<String>();
        var there = follower("phone");
        var away = follower("laptop");
        for (var i = 0; i < MESSAGES; i++) {
            ids.add(ann.say(Map.of("group", "changes"), "m" + i, "text " + i)
                    .expect(201)
                    .text("id"));
        }
        awaitSeq(away, MESSAGES + 3L);
        away.disconnect();

        changeAll(ids);
        away.connect(platform.address());

        var head = 2L * MESSAGES + 3;
        awaitSeq(there, head);
        awaitSeq(away, head);
        var expected = stored();
        assertEquals(MESSAGES, expected.size());
        assertEquals("new 1", expected.get(ids.get(1)));
        assertEquals("(deleted)", expected.get(ids.get(0)));
        assertEquals(expected, shownTo(there));
        assertEquals(expected, shownTo(away));
        assertEquals(List.of(), there.complaints());
        assertEquals(List.of(), away.complaints());
    }

    /** At once, since each answer waits for the store. */
    private void changeAll(List<String> ids) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < MESSAGES; i++) {
                var number = i;
                var _ = threads.submit(() -> change(ids.get(number), number));
            }
        }
    }

    private void change(String id, int number) {
        var path = "/v1/messages/" + id + "?conversation=" + TEAM;
        if (number % 5 == 0) {
            ann.rest().delete(path, "d" + number).expect(200);
        } else {
            ann.rest()
                    .patch(path, "e" + number, Map.of("text", "new " + number))
                    .expect(200);
        }
    }

    @Test
    void answersARetryOfAnEditAsItAnsweredTheEdit() {
        var id = ann.say(Map.of("user", "ben"), "once", "a").expect(201).text("id");
        var first = ann.rest().patch("/v1/messages/" + id + "?conversation=d:ann:ben", "k", Map.of("text", "b"));
        assertEquals(
                first, ann.rest().patch("/v1/messages/" + id + "?conversation=d:ann:ben", "k", Map.of("text", "b")));
        assertTrue(first.expect(200).body().path("edited").booleanValue());
    }

    private Follower follower(String device) {
        var follower = new Follower(ben, device, new Ledger());
        follower.connect(platform.address());
        return follower;
    }

    private static void awaitSeq(Follower follower, long seq) {
        Eventually.isTrue(
                () -> "seq " + seq + ", not " + follower.position(TEAM),
                Duration.ofSeconds(30),
                () -> follower.position(TEAM) >= seq);
    }

    /** What REST shows: text by id, oldest first. */
    private Map<String, String> stored() {
        var shown = new LinkedHashMap<String, String>();
        var page = ben.rest()
                .get("/v1/conversations/" + TEAM + "/messages?after=0&limit=200&atLeastSeq=103")
                .expect(200);
        for (var message : page.body().path("items")) {
            shown.put(
                    message.path("id").asText(),
                    message.path("deleted").booleanValue()
                            ? "(deleted)"
                            : message.path("text").asText());
        }
        return shown;
    }

    /** What a client shows that does nothing but apply the events. */
    private static Map<String, String> shownTo(Follower follower) {
        var shown = new LinkedHashMap<String, String>();
        for (var event : follower.events()) {
            if (event.path("conversation").asText().equals(TEAM)) {
                apply(shown, event.path("event").asText(), event.path("data"));
            }
        }
        return shown;
    }

    private static void apply(Map<String, String> shown, String kind, JsonNode data) {
        switch (kind) {
            case "message.created", "message.edited" ->
                shown.put(
                        data.at("/message/id").asText(),
                        data.at("/message/text").asText());
            case "message.deleted" -> shown.put(data.path("messageId").asText(), "(deleted)");
            default -> {}
        }
    }
}
