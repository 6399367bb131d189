package dev.parley.standalone.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.Event;
import dev.parley.standalone.guarantee.Ledger;
import dev.parley.testkit.Eventually;
import dev.parley.testkit.model.MessageSight;
import dev.parley.testkit.model.RandomActions;
import dev.parley.testkit.model.inbox.InboxLog;
import dev.parley.testkit.model.inbox.InboxModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Random actions of several users in several conversations on a whole platform, with a restart of it and devices that come and go: the
 * answers, the log, the store, the sockets, and what each user is shown of its conversations, threads and what it missed are as the
 * model says. The properties {@code parley.model.seed} and {@code
 * parley.model.minutes} repeat a run and let it run for longer. Runs only where the minutes are given (0 = one round): how actions and
 * a restart fall together is not in the seed.
 */
@EnabledIfSystemProperty(named = "parley.model.minutes", matches = "[0-9]+")
@ExtendWith(SharedPlatform.class)
@Timeout(value = 1, unit = TimeUnit.HOURS)
class ModelIT {
    private static final long SEED = 20_261_127;
    private static final int ROUND = 6;
    private static final Duration CATCH_UP = Duration.ofSeconds(60);
    private static final List<String> CONVERSATIONS =
            List.of("g:team", "g:news", "g:ops", "g:Team", "d:Ann:ann", "d:ann:ben", "d:ben:用户");

    private final TestPlatform platform;
    private final long seed = Long.getLong("parley.model.seed", SEED);
    private final String circumstances = "-Dparley.model.seed=" + seed;
    private final List<ModelledConversation> conversations = new ArrayList<>();
    private final Map<ChatUser, Follower> followers = new LinkedHashMap<>();

    ModelIT(TestPlatform platform) {
        this.platform = platform;
        for (var tenant : List.of("model-1", "model-2")) {
            addTenant(platform.tenant(tenant));
        }
    }

    private void addTenant(Tenant tenant) {
        var users = new LinkedHashMap<String, ModelledUser>();
        for (var name : RandomActions.USERS) {
            var user = tenant.user(name);
            var follower = new Follower(user, "phone", new Ledger());
            users.put(name, new ModelledUser(user, follower));
            followers.put(user, follower);
        }
        for (var name : CONVERSATIONS) {
            conversations.add(new ModelledConversation(tenant.id(), name, users, conversations.size(), seed));
        }
    }

    @Test
    void isWhatTheModelIsAtEveryEnd() throws Exception {
        var end = System.nanoTime()
                + Duration.ofMinutes(Long.getLong("parley.model.minutes", 0)).toNanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            followers.values().forEach(follower -> follower.connect(platform.address()));
            do {
                act(threads, ROUND).get(5, TimeUnit.MINUTES);
                someLeave();
                act(threads, ROUND).get(5, TimeUnit.MINUTES);
                reconnect();
                restartDuring(act(threads, ROUND));
                act(threads, ROUND).get(5, TimeUnit.MINUTES);
                assertAllAlike();
            } while (System.nanoTime() < end);
        }
    }

    private CompletableFuture<Void> act(ExecutorService threads, int times) {
        return CompletableFuture.allOf(conversations.stream()
                .map(conversation -> CompletableFuture.runAsync(() -> act(conversation, times), threads))
                .toArray(CompletableFuture[]::new));
    }

    private void act(ModelledConversation conversation, int times) {
        try {
            conversation.act(times);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(circumstances, e);
        }
    }

    /** Every other device is away for a while. */
    private void someLeave() {
        var number = 0;
        for (var follower : followers.values()) {
            if (number++ % 2 == 0) {
                follower.disconnect();
            }
        }
    }

    private void reconnect() {
        followers.values().forEach(follower -> {
            follower.disconnect();
            follower.connect(platform.address());
        });
    }

    private void restartDuring(CompletableFuture<Void> actions) throws Exception {
        followers.values().forEach(Follower::disconnect);
        platform.close();
        platform.start();
        followers.values().forEach(follower -> follower.connect(platform.address()));
        actions.get(5, TimeUnit.MINUTES);
    }

    private void assertAllAlike() {
        var stored = new StoredEvents(platform.parts()).inTopic();
        assertInboxes(stored);
        for (var conversation : conversations) {
            var events = stored.stream()
                    .filter(event -> event.getTenant().equals(conversation.tenant)
                            && event.getConversation().equals(conversation.name))
                    .toList();
            assertLogged(conversation, events);
            followers.forEach((user, follower) -> {
                if (user.tenant().equals(conversation.tenant)) {
                    assertSeen(conversation, events, user, follower);
                    assertRead(conversation, user);
                }
            });
        }
    }

    /** What each user is shown of what it has not read, and set for itself. */
    private void assertInboxes(List<Event> stored) {
        for (var user : followers.keySet()) {
            var events = stored.stream()
                    .filter(event -> event.getTenant().equals(user.tenant()))
                    .collect(Collectors.groupingBy(Event::getConversation));
            var shown = new InboxOverRest(user, new InboxModel(known(user.tenant(), events)), circumstances);
            shown.assertShown();
            shown.assertSynced(events, new Random(seed));
        }
    }

    private InboxLog known(String tenant, Map<String, List<Event>> events) {
        var known = new InboxLog();
        events.values().forEach(log -> log.forEach(known::happened));
        conversations.stream()
                .filter(conversation -> conversation.tenant.equals(tenant))
                .forEach(conversation -> conversation.inbox().tell(known));
        return known;
    }

    private void assertLogged(ModelledConversation conversation, List<Event> events) {
        var expected = conversation.log();
        for (var i = 0; i < Math.min(expected.size(), events.size()); i++) {
            assertEquals(
                    Untimed.of(expected.get(i)),
                    Untimed.of(events.get(i)),
                    in(conversation) + " in the log, event " + i);
        }
        assertEquals(expected.size(), events.size(), in(conversation) + " in the log");
    }

    /** What came through the user's sockets: everything of the memberships, and nothing beyond. */
    private void assertSeen(ModelledConversation conversation, List<Event> events, ChatUser user, Follower follower) {
        var memberships = Memberships.of(user.name(), conversation.name, events);
        var where = in(conversation) + " on the socket of " + user.name();
        var last = memberships.must().isEmpty() ? 0L : memberships.must().last();
        Eventually.isTrue(
                () -> where + " up to " + last + ", not " + follower.position(conversation.name) + ", complaints "
                        + follower.complaints(),
                CATCH_UP,
                () -> follower.position(conversation.name) >= last);
        var seen = SeenOnSocket.of(follower.events(), conversation.name);
        var missing = new TreeSet<>(memberships.must());
        missing.removeAll(seen.ids().keySet());
        assertEquals(new TreeSet<Long>(), missing, where + ": missing");
        seen.ids().forEach((seq, id) -> {
            assertTrue(memberships.may().contains(seq), () -> where + ": not to be seen, seq " + seq);
            var stored = events.get((int) (seq - 1)).getEventId().bytes();
            assertEquals(HexFormat.of().formatHex(stored), id, () -> where + ", seq " + seq);
        });
        if (conversation.model().isMember(conversation.tenant, conversation.name, user.name())) {
            seen.messages()
                    .forEach((seq, message) ->
                            assertEquals(messages(conversation).get(seq), message, () -> where + ", seq " + seq));
        }
    }

    /** What REST shows a member of messages and members; a stranger learns nothing of a private group. */
    private void assertRead(ModelledConversation conversation, ChatUser user) {
        var path = "/v1/conversations/" + ActionRequest.encoded(conversation.name) + "/messages";
        var where = in(conversation) + " read by " + user.name();
        if (conversation.log().isEmpty()) {
            assertEquals(404, user.rest().get(path).status(), where);
        } else if (conversation.model().isMember(conversation.tenant, conversation.name, user.name())) {
            var expected = messages(conversation);
            expected.keySet().removeAll(conversation.inbox().hiddenFrom(user.name()));
            assertEquals(expected, read(user, path, conversation.log().size()), where);
            if (conversation.name.startsWith("g:")) {
                assertEquals(
                        conversation.model().roles(conversation.tenant, conversation.name),
                        members(user, conversation));
            }
        } else if (conversation.model().isHidden(conversation.tenant, conversation.name)
                && Memberships.of(user.name(), conversation.name, conversation.log())
                        .may()
                        .isEmpty()) {
            assertEquals(404, user.rest().get(path).status(), where);
        }
    }

    private static SortedMap<Long, MessageSight> messages(ModelledConversation conversation) {
        return conversation.model().messages(conversation.tenant, conversation.name);
    }

    private static SortedMap<Long, MessageSight> read(ChatUser user, String path, long head) {
        var seen = new TreeMap<Long, MessageSight>();
        var after = 0L;
        while (true) {
            var page = user.rest()
                    .get(path + "?limit=200&after=" + after + "&atLeastSeq=" + head)
                    .expect(200);
            for (var message : page.body().path("items")) {
                seen.put(message.path("seq").asLong(), SeenByRest.of(message));
            }
            if (seen.isEmpty() || seen.lastKey() == after) {
                return seen;
            }
            after = seen.lastKey();
        }
    }

    private static SortedMap<String, String> members(ChatUser user, ModelledConversation conversation) {
        var roles = new TreeMap<String, String>();
        var group = ActionRequest.encoded(conversation.name.substring(2));
        var page = user.rest().get("/v1/groups/" + group + "/members?limit=200").expect(200);
        for (var member : page.body().path("items")) {
            roles.put(member.path("user").asText(), member.path("role").asText().toUpperCase(Locale.ROOT));
        }
        return roles;
    }

    private String in(ModelledConversation conversation) {
        return circumstances + ": " + conversation.tenant + " " + conversation.name;
    }
}
