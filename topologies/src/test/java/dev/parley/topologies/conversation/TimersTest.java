package dev.parley.topologies.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.Action;
import dev.parley.schemas.ScheduleMessage;
import dev.parley.schemas.Tick;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.topologies.machine.TimerQueue;
import dev.parley.topologies.store.InMemoryKeyValues;
import dev.parley.topologies.store.KeyValues;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Timers of a partition: their order, how many at once, and what a broken one does. */
class TimersTest {
    private static final int MANY = 1_200;

    @Test
    void firesAThousandOfOneMomentInOrderOverSeveralRecords() {
        var state = new InMemoryKeyValues();
        var chat = new Chat(state);
        fill(chat);
        chat.pass(10_000);
        var batches = new ArrayList<List<String>>();
        for (var i = 0; i < 4; i++) {
            batches.add(sent(chat));
        }
        assertEquals(List.of(500, 500, 200, 0), batches.stream().map(List::size).toList());
        var all = batches.stream().flatMap(List::stream).toList();
        assertEquals(MANY, all.stream().distinct().count());
        // By time, whoever was first.
        var times = all.stream().map(id -> Integer.parseInt(id) % 10).toList();
        assertEquals(times.stream().sorted().toList(), times);
    }

    @Test
    void goesOnAfterARestartWhereItWas() {
        var state = new InMemoryKeyValues();
        var chat = new Chat(state);
        fill(chat);
        chat.pass(10_000);
        var first = sent(chat);
        var copy = state.copy();
        var rest = List.of(sent(chat), sent(chat));
        chat.restart(copy);
        assertEquals(rest, List.of(sent(chat), sent(chat)));
        assertTrue(sent(chat).isEmpty());
        assertEquals(500, first.size());
    }

    @Test
    void tellsWhenTheNextIsDueAndHowManyWait() {
        var state = new InMemoryKeyValues();
        var registry = new InMemoryRegistry();
        var machine = Chat.machine(state, registry);
        assertEquals(TimerQueue.NONE, machine.nextTimer());
        machine.apply(later("al", "a", Chat.BEGIN + 5_000), Chat.BEGIN);
        machine.apply(later("al", "b", Chat.BEGIN + 3_000), Chat.BEGIN);
        machine.apply(later("nobody", "c", Chat.BEGIN + 1_000), Chat.BEGIN);
        assertEquals(Chat.BEGIN + 3_000, machine.nextTimer());
        assertEquals(2, machine.waitingTimers());
        var restarted = Chat.machine(state.copy(), registry);
        assertEquals(Chat.BEGIN + 3_000, restarted.nextTimer());
        assertEquals(2, restarted.waitingTimers());
        assertEquals(1, machine.apply(tick(), Chat.BEGIN + 4_000).timers());
        assertEquals(Chat.BEGIN + 5_000, machine.nextTimer());
        assertEquals(1, machine.waitingTimers());
    }

    @Test
    void readsNothingWhileNothingIsDue() {
        var state = new CountingKeyValues(new InMemoryKeyValues());
        var machine = Chat.machine(state, new InMemoryRegistry());
        machine.apply(later("al", "a", Chat.BEGIN + 5_000), Chat.BEGIN);
        var before = state.ranges;
        for (var i = 0; i < 100; i++) {
            machine.apply(Chat.text("d:al:bo", "al", "t" + i, "hi"), Chat.BEGIN + i);
        }
        assertEquals(before, state.ranges);
    }

    @Test
    void aBrokenTimerEndsAloneAndTheOthersFire() {
        var state = new InMemoryKeyValues();
        var machine = Chat.machine(state, new InMemoryRegistry());
        for (var i = 0; i < 3; i++) {
            machine.apply(later("al", "k" + i, Chat.BEGIN + 1_000 + i), Chat.BEGIN);
        }
        var waiting = state.first(new byte[] {'S'}, new byte[] {'S' + 1}, 9).get(1);
        var broken = Arrays.copyOf(waiting.value(), waiting.value().length / 2);
        state.put(waiting.key(), broken);
        var decision = machine.apply(tick(), Chat.BEGIN + 9_000);
        assertEquals(3, decision.timers());
        assertEquals(1, decision.failedTimers().size());
        assertTrue(decision.defect().isEmpty());
        // An event and a record for each of the two others.
        assertEquals(4, decision.outputs().size());
        assertEquals(0, machine.apply(tick(), Chat.BEGIN + 9_000).timers());
        assertEquals(0, machine.waitingTimers());
    }

    private static void fill(Chat chat) {
        for (var i = 0; i < MANY; i++) {
            chat.send(later("user" + i % 30, Integer.toString(i), chat.now() + 1 + i % 10))
                    .accepted();
        }
    }

    private static List<String> sent(Chat chat) {
        return chat.tick().stream().map(event -> event.getActionId()).toList();
    }

    private static Action tick() {
        return Chat.action("", "", "", new Tick());
    }

    private static Action later(String actor, String id, long at) {
        var body = new ScheduleMessage(Instant.ofEpochMilli(at), Chat.message("later", null));
        var other = actor.equals("al") || actor.equals("nobody") ? "d:al:bo" : "d:" + actor + ":zo";
        return Chat.action(other, actor, id, body);
    }

    /** Counts reads of ranges. */
    private static final class CountingKeyValues implements KeyValues {
        private final KeyValues kept;
        private int ranges;

        CountingKeyValues(KeyValues kept) {
            this.kept = kept;
        }

        @Override
        public byte @Nullable [] get(byte[] key) {
            return kept.get(key);
        }

        @Override
        public void put(byte[] key, byte[] value) {
            kept.put(key, value);
        }

        @Override
        public void delete(byte[] key) {
            kept.delete(key);
        }

        @Override
        public List<Entry> first(byte[] fromInclusive, byte[] toExclusive, int limit) {
            ranges++;
            return kept.first(fromInclusive, toExclusive, limit);
        }

        @Override
        public byte @Nullable [] lastKey(byte[] fromInclusive, byte[] toExclusive) {
            ranges++;
            return kept.lastKey(fromInclusive, toExclusive);
        }
    }
}
