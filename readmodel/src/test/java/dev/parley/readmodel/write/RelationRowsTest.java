package dev.parley.readmodel.write;

import static dev.parley.readmodel.SampleThreads.by;
import static dev.parley.readmodel.Samples.TENANT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.readmodel.Samples;
import dev.parley.schemas.Event;
import dev.parley.schemas.FriendAccepted;
import dev.parley.schemas.FriendRemoved;
import dev.parley.schemas.FriendRequested;
import dev.parley.schemas.UserBlocked;
import dev.parley.schemas.UserUnblocked;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Blocks and friendships, as each of the two sees them. */
class RelationRowsTest {
    private static final String DIRECT = "d:alice:bob";

    @Test
    void showsABlockToTheBlockerOnly() {
        var rows = byKey(List.of(event(1, "alice", new UserBlocked("bob"))));
        assertEquals(1, rows.size());
        assertEquals(true, of(rows, "alice", "bob").isBlocked());
    }

    @Test
    void showsARequestToBothSides() {
        var rows = byKey(List.of(event(1, "alice", new FriendRequested("bob"))));
        assertEquals("requested", of(rows, "alice", "bob").friendshipState());
        assertEquals("incoming", of(rows, "bob", "alice").friendshipState());
    }

    @Test
    void endsAFriendshipOnBothSidesAndLeavesTheBlock() {
        var rows = byKey(List.of(
                event(1, "alice", new FriendRequested("bob")),
                event(2, "bob", new FriendAccepted("alice")),
                event(3, "alice", new UserBlocked("bob")),
                event(4, "alice", new FriendRemoved("bob"))));
        assertEquals("none", of(rows, "alice", "bob").friendshipState());
        assertEquals("none", of(rows, "bob", "alice").friendshipState());
        assertEquals(true, of(rows, "alice", "bob").isBlocked());
        assertEquals(false, of(rows, "bob", "alice").isBlocked());
    }

    @RepeatedTest(20)
    void foldsToTheSameInWhateverOrderTheEventsCome() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        var events = new ArrayList<Event>();
        for (var seq = 1; seq < 30; seq++) {
            var actor = random.nextBoolean() ? "alice" : "bob";
            events.add(event(seq, actor, body(random.nextInt(5), actor.equals("alice") ? "bob" : "alice")));
        }
        var shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, random);
        assertEquals(byKey(events), byKey(shuffled), "seed " + seed);
    }

    private static Object body(int kind, String other) {
        return switch (kind) {
            case 0 -> new UserBlocked(other);
            case 1 -> new UserUnblocked(other);
            case 2 -> new FriendRequested(other);
            case 3 -> new FriendAccepted(other);
            default -> new FriendRemoved(other);
        };
    }

    private static Event event(long seq, String actor, Object body) {
        return by(actor, Samples.event(DIRECT, seq, null, body));
    }

    private static RelationRow of(Map<Object, RelationRow> rows, String user, String other) {
        return Objects.requireNonNull(rows.get(new RelationRow.Key(TENANT, user, other)));
    }

    private static Map<Object, RelationRow> byKey(List<Event> events) {
        var folded = new HashMap<Object, RelationRow>();
        new RelationRows().fold(Samples.rows(events.toArray(Event[]::new))).forEach(row -> folded.put(row.key(), row));
        return folded;
    }
}
