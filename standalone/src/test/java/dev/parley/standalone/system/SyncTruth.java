package dev.parley.standalone.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.schemas.Event;
import dev.parley.testkit.Eventually;
import dev.parley.testkit.model.inbox.ConversationSight;
import dev.parley.testkit.model.inbox.InboxLog;
import dev.parley.testkit.model.inbox.InboxModel;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What happened in the conversations of one user, from the log and from a device that was always there. */
final class SyncTruth {
    private static final Duration CATCH_UP = Duration.ofSeconds(60);

    private final String user;
    private final Map<String, List<Event>> log;
    private final Follower always;
    /** Frames of the device, by conversation and seq. */
    private final Map<String, Map<Long, JsonNode>> seen = new HashMap<>();

    /** @param log every event, each conversation by its seqs */
    SyncTruth(String user, List<Event> log, Follower always) {
        this.user = user;
        this.log = log.stream().collect(Collectors.groupingBy(Event::getConversation));
        this.always = always;
    }

    /** Returns when the device has everything of its memberships. */
    void awaitFollower() {
        log.forEach((name, events) -> {
            var must = Memberships.of(user, name, events).must();
            var last = must.isEmpty() ? 0 : must.last();
            Eventually.isTrue(
                    () -> name + " up to " + last + ", not " + always.position(name) + ", complaints "
                            + always.complaints(),
                    CATCH_UP,
                    () -> always.position(name) >= last);
        });
        for (var frame : always.events()) {
            seen.computeIfAbsent(frame.path("conversation").asText(), _ -> new TreeMap<>())
                    .put(frame.path("seq").asLong(), frame);
        }
    }

    void assertKnows(FreshClient client) {
        client.begun().forEach(this::assertBegun);
        client.positions().forEach((name, upTo) -> {
            var begun = client.begun().get(name);
            var from = begun == null
                    ? client.joined().getOrDefault(name, 0L)
                    : begun.path("seq").asLong();
            var missed = client.events().getOrDefault(name, List.of());
            assertMissed(name, from, upTo, missed);
            if (begun != null) {
                assertFolded(name, begun, missed, upTo);
            }
        });
    }

    /** The snapshot is right for its own position. */
    private void assertBegun(String name, JsonNode item) {
        var seq = item.path("seq").asLong();
        var model = modelAt(name, seq);
        var sight = sight(model, name);
        var where = name + " at seq " + seq + " in the snapshot: " + item;
        assertTrue(sight.isMember(), where);
        assertEquals(seq, sight.headSeq(), where);
        assertEquals(sight.messageNo(), item.path("messageNo").asLong(), where);
        var unread = model.unreadAfter("acme", user, name, item.path("readUpTo").asLong());
        assertEquals(unread.messages(), item.path("unread").asLong(), where);
        assertEquals(unread.mentions(), item.path("mentions").asLong(), where);
    }

    /** Every event between the two, none twice, each the same as on the socket. */
    private void assertMissed(String name, long from, long upTo, List<JsonNode> missed) {
        var where = name + " from " + from + " to " + upTo;
        assertEquals(upTo - from, missed.size(), where);
        for (var i = 0; i < missed.size(); i++) {
            var seq = from + i + 1;
            var event = missed.get(i);
            assertEquals(seq, event.path("seq").asLong(), where);
            var frame = seen.getOrDefault(name, Map.of()).get(seq);
            if (Memberships.of(user, name, log.getOrDefault(name, List.of()))
                    .must()
                    .contains(seq)) {
                var shown = assertInstanceOf(ObjectNode.class, frame, where + ": not on the socket, seq " + seq);
                assertEquals(shown.deepCopy().without("type"), event, where);
            }
        }
    }

    /** What a client makes of both, by the rules of the contract, is what one counts who has everything. */
    private void assertFolded(String name, JsonNode begun, List<JsonNode> missed, long upTo) {
        var folded = new FoldedConversation(user, begun);
        missed.forEach(folded::take);
        var model = modelAt(name, upTo);
        var sight = sight(model, name);
        var where = name + " at seq " + upTo + ", begun with " + begun;
        assertEquals(sight.messageNo(), folded.messageNo(), where);
        assertEquals(sight.lastMessageSeq(), folded.lastMessageSeq(), where + ": the last message");
        if (sight.isMember()) {
            assertEquals(
                    model.unreadAfter("acme", user, name, folded.readUpTo()).messages(),
                    folded.unread(),
                    where + ": unread");
            assertTrue(folded.readUpTo() >= sight.marker().readUpTo(), where + ": behind an own message");
        }
    }

    private ConversationSight sight(InboxModel model, String name) {
        return model.conversation("acme", user, name)
                .orElseThrow(() -> new AssertionError(user + " never was a member of " + name));
    }

    /** Without any receipt: what the user has read is in the answers. */
    private InboxModel modelAt(String name, long seq) {
        var known = new InboxLog();
        log.getOrDefault(name, List.of()).stream()
                .filter(event -> event.getSeq() <= seq)
                .forEach(known::happened);
        return new InboxModel(known);
    }
}
