package dev.parley.wsfanout.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.Event;
import dev.parley.schemas.registry.RegistryUnavailableException;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroReader;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** Ann is live in a group, up to seq 1; what comes then may be unreadable, unshowable, or wait for the registry. */
class TailFeedTest {
    private static final String GROUP = "g:x";
    private static final long UNSHOWABLE = 313;

    private final RecordingSubscriber ann = new RecordingSubscriber();
    private final FlakyRegistry registry = new FlakyRegistry();
    private final StillWorld world = new StillWorld();
    private final EventCodec codec = new EventCodec(
            new AvroReader<>(registry, Event.getClassSchema()), TailFeedTest::show, MembershipChange::of);
    private final Ring ring = new Ring(1, 100_000_000);
    private final LiveRouter router = new LiveRouter(new LiveSessions(), (_, _) -> gap());
    private boolean isGapListenerBroken;
    private long offset;
    private final TailFeed feed = new TailFeed(codec, router, ring, new TailFeed.Inputs(world, world), world);

    private void gap() {
        if (isGapListenerBroken) {
            throw new IllegalStateException("broken by the test");
        }
        ann.sent.add("gap");
    }

    private static byte[] show(Event event) {
        if (event.getSeq() == UNSHOWABLE) {
            throw new IllegalStateException("no frame");
        }
        return SampleEvents.CODEC.json().apply(event);
    }

    private void live(Subscriber subscriber, long settled) {
        var cursors = new SessionCursors("t", "ann");
        var joined = SampleEvents.joined("t", GROUP, settled, "ann");
        cursors.concernedBy(SampleEvents.logged(0, 0, joined)).orElseThrow().offer(settled, MembershipEffect.JOINS);
        router.join(new Subscription(subscriber, cursors));
    }

    private void handle(long seq) {
        handle(SampleEvents.wire(SampleEvents.message("t", GROUP, seq)));
    }

    private void handle(byte[] wire) {
        feed.handle(new EventRecord(0, offset++, wire));
    }

    @Test
    void tellsOfAnEventThatCannotBeShownAndGoesOn() {
        live(ann, UNSHOWABLE - 2);
        LongStream.rangeClosed(UNSHOWABLE - 1, UNSHOWABLE + 1).forEach(this::handle);
        assertEquals(List.of("312", "history-gone 313", "314"), ann.sent);
        assertEquals(List.of("passed over"), world.counted);
        assertEquals(3, ring.read(0, 0, 10).orElseThrow().events().size(), "others may resume out of the ring");
    }

    @Test
    void tellsThoseWhoResumeOverAnEventThatCannotBeShown() {
        var cursors = new SessionCursors("t", "ann");
        var subscription = new Subscription(ann, cursors);
        subscription.offer(SampleEvents.logged(0, 0, SampleEvents.joined("t", GROUP, UNSHOWABLE - 1, "ann")), codec);
        subscription.offer(SampleEvents.logged(0, 1, SampleEvents.message("t", GROUP, UNSHOWABLE)), codec);
        subscription.offer(SampleEvents.logged(0, 2, SampleEvents.message("t", GROUP, UNSHOWABLE + 1)), codec);
        assertEquals(List.of("312", "history-gone 313", "314"), ann.sent);
    }

    @Test
    void passesOnAKindThatItDoesNotKnow() {
        live(ann, 1);
        handle(SampleEvents.wire(SampleEvents.unknown("t", GROUP, 2)));
        handle(3);
        assertEquals(List.of("2", "3"), ann.sent);
        assertEquals(List.of(), world.counted);
        assertTrue(ring.find(new ConversationKey("t", GROUP), 2).isPresent());
    }

    @Test
    void goesOnAfterWhatIsNoEvent() {
        live(ann, 1);
        handle(new byte[] {9, 9, 9, 9, 9, 9, 9});
        handle(3);
        assertEquals(List.of("gap"), ann.sent, "its seq is missing");
        assertEquals(List.of("unreadable"), world.counted);
    }

    @Test
    void goesOnAfterAnEventThatCannotBeHandled() {
        live(ann, 1);
        isGapListenerBroken = true;
        handle(3);
        handle(2);
        assertEquals(List.of("2"), ann.sent);
        assertEquals(List.of("passed over"), world.counted);
        assertTrue(ring.find(new ConversationKey("t", GROUP), 3).isPresent(), "whoever misses it finds it");
    }

    @Test
    void endsASessionThatFailsAndServesTheOthers() {
        var broken = new RecordingSubscriber();
        broken.isBroken = true;
        live(broken, 1);
        live(ann, 1);
        handle(2);
        handle(3);
        assertFalse(broken.isOpen, "it may have lost an event");
        assertEquals(List.of("2", "3"), ann.sent);
    }

    @Test
    void letsNothingOvertakeWhatWaitsForTheRegistry() {
        live(ann, 1);
        registry.isDown = true;
        handle(2);
        handle(3);
        handle(4);
        assertEquals(1, registry.asked, "once, and not for each that waits");
        world.runLater();
        assertEquals(2, registry.asked, "asked again without another record");
        assertEquals(List.of(), ann.sent);
        registry.isDown = false;
        world.runLater();
        handle(5);
        assertEquals(List.of("2", "3", "4", "5"), ann.sent);
        assertEquals(List.of(), world.counted);
    }

    @Test
    void readsNoFurtherWhereTooMuchWaitsAndLosesNothing() {
        live(ann, 1);
        registry.isDown = true;
        var text = "x".repeat(1 << 20);
        var records = WaitingRecords.MAX_BYTES / text.length();
        for (var seq = 2; seq < 2 + records - 1; seq++) {
            handle(longMessage(seq, text));
        }
        assertFalse(world.isHeld);
        handle(longMessage(1 + records, text));
        assertTrue(world.isHeld);
        // What the tail had read by then.
        handle(longMessage(2 + records, text));
        registry.isDown = false;
        world.runLater();
        assertFalse(world.isHeld, "goes on");
        assertEquals(
                LongStream.rangeClosed(2, 2 + records).mapToObj(Long::toString).toList(), ann.sent);
    }

    private static byte[] longMessage(long seq, String text) {
        return SampleEvents.wire(SampleEvents.message("t", GROUP, seq, text));
    }

    /** Knows the schema of events, when it answers. */
    private static final class FlakyRegistry implements SchemaRegistry {
        boolean isDown;
        int asked;

        @Override
        public int register(String subject, Schema schema) {
            throw new UnsupportedOperationException("Whoever reads registers nothing.");
        }

        @Override
        public Schema byId(int id) {
            asked++;
            if (isDown) {
                throw new RegistryUnavailableException("stopped by the test");
            }
            return SampleEvents.REGISTRY.byId(id);
        }
    }
}
