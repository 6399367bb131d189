package dev.parley.standalone.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.schemas.Event;
import dev.parley.standalone.guarantee.Ledger;
import dev.parley.testkit.Eventually;
import dev.parley.testkit.model.MessageSight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A client that was away while messages were edited, deleted, reacted to, pinned and answered, and members came and went, ends where
 * one that was there ends, and where the store is.
 */
@ExtendWith(SharedPlatform.class)
@TestInstance(Lifecycle.PER_CLASS)
class ChangedMessagesIT {
    private static final int MESSAGES = 50;
    private static final String TEAM = "g:changes";
    private static final String LIKE = "%F0%9F%91%8D";
    private static final String HEART = "%E2%9D%A4";

    private final TestPlatform platform;
    private final Tenant tenant;
    private final ChatUser ann;
    private final ChatUser ben;

    ChangedMessagesIT(TestPlatform platform) {
        this.platform = platform;
        tenant = platform.tenant("changes");
        ann = tenant.user("ann");
        ben = tenant.user("ben");
        tenant.group("changes", List.of(ann, ben));
    }

    @Test
    void bringsEveryChangeToThoseWhoWereAway() throws Exception {
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
        // Those who came before ben did are known from the list, not from events.
        var before = members();

        changeAll(ids);
        var head = head();
        away.connect(platform.address());

        awaitSeq(there, head);
        awaitSeq(away, head);
        var messages = messages(head);
        assertWasChanged(messages);
        var members = members();
        assertEquals(Map.of("ann", "owner", "ben", "participant", "cat", "moderator", "fay", "participant"), members);
        for (var device : List.of(there, away)) {
            assertEquals(messages, SeenOnSocket.of(device.events(), TEAM).messages());
            assertEquals(members, membersShownTo(device, before));
            assertEquals(List.of(), device.complaints());
        }
    }

    private static void assertWasChanged(SortedMap<Long, MessageSight> messages) {
        var shown = messages.values();
        assertEquals(
                MESSAGES / 5, shown.stream().filter(MessageSight::isDeleted).count());
        assertEquals(
                MESSAGES / 5,
                shown.stream().filter(it -> "ann".equals(it.pinnedBy())).count());
        assertEquals(
                MESSAGES / 5,
                shown.stream().filter(it -> ("" + it.text()).startsWith("new ")).count());
        assertEquals(
                MESSAGES / 5,
                shown.stream().filter(it -> !it.reactions().isEmpty()).count());
        assertEquals(
                MESSAGES / 5, shown.stream().filter(it -> it.replies() == 1).count());
        assertEquals(MESSAGES + MESSAGES / 5, shown.size());
    }

    /** At once, since each answer waits for the store; the changes of one message one after the other. */
    private void changeAll(List<String> ids) throws Exception {
        var changes = new ArrayList<Callable<Void>>();
        for (var i = 0; i < MESSAGES; i++) {
            var number = i;
            changes.add(() -> {
                change(ids.get(number), number);
                return null;
            });
        }
        changes.add(() -> {
            changeMembers();
            return null;
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var change : threads.invokeAll(changes)) {
                change.get();
            }
        }
    }

    private void change(String id, int number) {
        var message = "/v1/messages/" + id;
        var in = "?conversation=" + TEAM;
        var key = "c" + number;
        var like = message + "/reactions/" + LIKE + in;
        var heart = message + "/reactions/" + HEART + in;
        var pin = message + "/pin" + in;
        var annAsks = ann.rest();
        var benAsks = ben.rest();
        switch (number % 5) {
            case 0 -> expect(200, () -> annAsks.delete(message + in, key));
            case 1 -> expect(200, () -> annAsks.patch(message + in, key, Map.of("text", "new " + number)));
            case 2 -> {
                expect(200, () -> benAsks.put(like, key));
                expect(200, () -> annAsks.put(like, key));
                expect(200, () -> annAsks.put(heart, key + "-heart"));
                expect(200, () -> annAsks.delete(heart, key + "-none"));
            }
            case 3 -> expect(200, () -> annAsks.put(pin, key));
            default -> {
                expect(201, () -> benAsks.post(message + "/thread" + in, key, Map.of("text", "re")));
                expect(200, () -> annAsks.put(pin, key));
                expect(200, () -> annAsks.delete(pin, key + "-off"));
            }
        }
    }

    private static void expect(int status, Supplier<Reply> ask) {
        RestClient.untilKnown(ask).expect(status);
    }

    /** Some stay, some leave, are removed or banned. */
    private void changeMembers() {
        var group = "/v1/groups/changes/";
        for (var name : List.of("cat", "dan", "eve", "fay", "gus")) {
            tenant.user(name);
        }
        var added = Map.of("users", List.of("cat", "dan", "eve", "fay"));
        var annAsks = ann.rest();
        expect(200, () -> annAsks.post(group + "members", "add", added));
        expect(200, () -> annAsks.patch(group + "members/cat", "role", Map.of("role", "moderator")));
        expect(200, () -> annAsks.delete(group + "members/dan", "remove"));
        expect(200, () -> annAsks.put(group + "bans/eve", "ban"));
        var gus = tenant.tokenFor("gus").rest();
        expect(201, () -> gus.post(group + "join", "join", Map.of()));
        expect(200, () -> gus.post(group + "leave", "leave", Map.of()));
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

    /** Seq of the last event in the log. */
    private long head() {
        return new StoredEvents(platform.parts())
                .inTopic().stream()
                        .filter(event -> event.getTenant().equals(tenant.id())
                                && event.getConversation().equals(TEAM))
                        .mapToLong(Event::getSeq)
                        .max()
                        .orElseThrow();
    }

    /** What REST shows, by seq. */
    private SortedMap<Long, MessageSight> messages(long head) {
        var shown = new TreeMap<Long, MessageSight>();
        var page = ben.rest()
                .get("/v1/conversations/" + TEAM + "/messages?after=0&limit=200&atLeastSeq=" + head)
                .expect(200);
        page.body()
                .path("items")
                .forEach(message -> shown.put(message.path("seq").asLong(), SeenByRest.of(message)));
        return shown;
    }

    /** Roles by user, as REST shows them. */
    private Map<String, String> members() {
        var roles = new TreeMap<String, String>();
        var page = ben.rest().get("/v1/groups/changes/members?limit=200").expect(200);
        page.body()
                .path("items")
                .forEach(member -> roles.put(
                        member.path("user").asText(), member.path("role").asText()));
        return roles;
    }

    /** Roles by user, as a client has them that does nothing but apply the events to what it had before. */
    private static Map<String, String> membersShownTo(Follower follower, Map<String, String> before) {
        var roles = new TreeMap<>(before);
        for (var event : follower.events()) {
            if (event.path("conversation").asText().equals(TEAM)) {
                apply(roles, event.path("event").asText(), event.path("data"));
            }
        }
        return roles;
    }

    private static void apply(Map<String, String> roles, String kind, JsonNode data) {
        var user = data.path("user").asText();
        switch (kind) {
            case "member.joined", "member.added", "member.role-changed" ->
                roles.put(user, data.path("role").asText());
            case "member.left", "member.removed", "member.banned" -> roles.remove(user);
            default -> {}
        }
    }
}
