package dev.parley.wsfanout.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.parley.readmodel.StoreUnavailableException;
import dev.parley.readmodel.read.EventStore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** A session at seq 4 of a group sees 7 before 5 and 6. */
class GapFillerTest {
    private static final ConversationKey KEY = new ConversationKey("t", "g:x");

    private final RecordingSubscriber ann = new RecordingSubscriber();
    private final World world = new World();
    private final Ring ring = new Ring(1, 1_000_000);
    private final GapFiller filler = new GapFiller(world, ring, SampleEvents.CODEC, world);
    private final Subscription subscription = new Subscription(ann, new SessionCursors("t", "ann"));

    private Cursor cursor() {
        var event = SampleEvents.joined("t", "g:x", 4, "ann");
        var cursor = subscription
                .cursors()
                .concernedBy(SampleEvents.logged(0, 0, event))
                .orElseThrow();
        cursor.offer(4, MembershipEffect.JOINS);
        cursor.offer(7, MembershipEffect.NONE);
        return cursor;
    }

    private void logged(long... seqs) {
        for (var seq : seqs) {
            ring.append(SampleEvents.logged(0, 100 + seq, SampleEvents.message("t", "g:x", seq)));
        }
    }

    @Test
    void findsTheMissingInTheStoreAndTheRestInTheRing() {
        cursor();
        logged(7, 8);
        world.store(5, 6);
        filler.onGap(subscription, KEY);
        world.runAll();
        assertEquals(List.of("5", "6", "7", "8"), ann.sent);
        assertEquals(0, world.waiting.size());
    }

    @Test
    void passesOnKindsThatItDoesNotKnow() {
        cursor();
        ring.append(SampleEvents.logged(0, 106, SampleEvents.unknown("t", "g:x", 6)));
        logged(7);
        world.storeBytes(5, SampleEvents.wire(SampleEvents.unknown("t", "g:x", 5)));
        filler.onGap(subscription, KEY);
        world.runAll();
        assertEquals(List.of("5", "6", "7"), ann.sent);
    }

    @Test
    void endsAMembershipThatTheMissingEventEnded() {
        var cursor = cursor();
        logged(7);
        world.storeBytes(5, SampleEvents.wire(SampleEvents.deleted("t", "g:x", 5)));
        world.store(6);
        filler.onGap(subscription, KEY);
        world.runAll();
        assertEquals(List.of("5"), ann.sent);
        assertFalse(cursor.isOpen());
        assertEquals(0, world.waiting.size());
    }

    @Test
    void looksAgainUntilTheStoreHasIt() {
        cursor();
        logged(7);
        filler.onGap(subscription, KEY);
        world.runAll();
        assertEquals(List.of(), ann.sent);
        world.isDown = true;
        world.letPass(Duration.ofSeconds(1));
        world.isDown = false;
        world.store(5, 6);
        world.letPass(Duration.ofSeconds(1));
        assertEquals(List.of("5", "6", "7"), ann.sent);
    }

    @Test
    void letsTheRepeatOfATransactionFillIt() {
        var cursor = cursor();
        filler.onGap(subscription, KEY);
        world.runAll();
        for (var seq = 5; seq <= 7; seq++) {
            cursor.offer(seq, MembershipEffect.NONE);
        }
        world.letPass(Duration.ofSeconds(60));
        assertEquals(List.of(), ann.sent, "it came by the live way");
        assertEquals(0, world.waiting.size());
    }

    @Test
    void saysWhatCannotBeFound() {
        var cursor = cursor();
        filler.onGap(subscription, KEY);
        world.runAll();
        world.letPass(Duration.ofSeconds(60));
        assertEquals(List.of("history-gone 7"), ann.sent);
        assertFalse(cursor.hasGap());
        assertEquals(Cursor.Verdict.DELIVER, cursor.offer(8, MembershipEffect.NONE));
    }

    @Test
    void tellsOfWhatCannotBeShownAndGoesOn() {
        cursor();
        logged(7);
        world.store(5, 6);
        var codec = new EventCodec(
                SampleEvents.CODEC.reader(),
                event -> {
                    if (event.getSeq() == 5 || event.getSeq() == 7) {
                        throw new IllegalStateException("no frame");
                    }
                    return SampleEvents.CODEC.json().apply(event);
                },
                MembershipChange::of);
        new GapFiller(world, ring, codec, world).onGap(subscription, KEY);
        world.runAll();
        assertEquals(List.of("history-gone 5", "6", "history-gone 7"), ann.sent);
        assertEquals(0, world.waiting.size());
    }

    @Test
    void saysAtLastThatTheStoreHoldsWhatIsNoEvent() {
        var cursor = cursor();
        world.storeBytes(5, new byte[] {9, 9, 9, 9, 9, 9, 9});
        filler.onGap(subscription, KEY);
        world.runAll();
        world.letPass(Duration.ofSeconds(60));
        assertEquals(List.of("history-gone 7"), ann.sent);
        assertFalse(cursor.hasGap());
    }

    @Test
    void forgetsASessionThatEnded() {
        cursor();
        filler.onGap(subscription, KEY);
        ann.isOpen = false;
        world.letPass(Duration.ofSeconds(60));
        assertEquals(List.of(), ann.sent);
        assertEquals(0, world.waiting.size());
    }

    @Test
    void looksOnceHoweverManyComeTooEarly() {
        cursor();
        filler.onGap(subscription, KEY);
        filler.onGap(subscription, KEY);
        assertEquals(1, world.waiting.size());
    }

    /** The store, the time and the threads. */
    private static final class World implements EventStore, StreamScheduler {
        final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
        private final List<StoredEvent> stored = new ArrayList<>();
        private final ArrayDeque<Runnable> later = new ArrayDeque<>();
        private long now;
        boolean isDown;

        void store(long... seqs) {
            for (var seq : seqs) {
                stored.add(new StoredEvent(seq, SampleEvents.wire(SampleEvents.message("t", "g:x", seq))));
            }
        }

        void storeBytes(long seq, byte[] bytes) {
            stored.add(new StoredEvent(seq, bytes));
        }

        void runAll() {
            while (!waiting.isEmpty()) {
                waiting.remove().run();
            }
        }

        void letPass(Duration time) {
            now += time.toNanos();
            waiting.addAll(later);
            later.clear();
            runAll();
        }

        @Override
        public List<StoredEvent> after(String tenant, String conversation, long afterSeq, int limit) {
            if (isDown) {
                throw new StoreUnavailableException("stopped by the test", new IllegalStateException());
            }
            return stored.stream().filter(event -> event.seq() > afterSeq).toList();
        }

        @Override
        public long headSeq(String tenant, String conversation) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<Integer, Long> positions() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Executor tailThread() {
            return Runnable::run;
        }

        @Override
        public void soon(Runnable task) {
            waiting.add(task);
        }

        @Override
        public void later(Runnable task) {
            later.add(task);
        }

        @Override
        public long nanoTime() {
            return now;
        }
    }
}
