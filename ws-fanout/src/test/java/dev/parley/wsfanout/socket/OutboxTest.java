package dev.parley.wsfanout.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.wsfanout.socket.Outbox.Offer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboxTest {
    private static final Duration SOON = Duration.ofMillis(50);

    private final Outbox outbox = new Outbox(new OutboxLimits(100, 5, 20));

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** What the network takes, so much at a time. */
    private String drain(int atOnce) {
        var text = new StringBuilder();
        var out = ByteBuffer.allocate(atOnce);
        while (outbox.fill(out)) {
            outbox.written(out.position());
            text.append(new String(out.array(), 0, out.position(), StandardCharsets.US_ASCII));
            out.clear();
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 100})
    void givesAllFramesInOrderHoweverSlowlyTheyAreTaken(int atOnce) {
        outbox.offer(bytes("one"));
        outbox.offer(bytes("two"));
        outbox.offer(bytes("three"));
        assertEquals("onetwothree", drain(atOnce));
    }

    @Test
    void copiesAgainWhatTheNetworkDidNotTake() {
        outbox.offer(bytes("abcdef"));
        var out = ByteBuffer.allocate(10);
        outbox.fill(out);
        outbox.written(2);
        assertEquals("cdef", drain(10));
    }

    @Test
    void asksForOneFlushUntilItIsEmpty() {
        assertEquals(Offer.FIRST, outbox.offer(bytes("a")));
        assertEquals(Offer.TAKEN, outbox.offer(bytes("b")));
        drain(10);
        assertEquals(Offer.FIRST, outbox.offer(bytes("c")));
    }

    @Test
    void isFullByBytes() {
        outbox.offer(new byte[60]);
        assertEquals(Offer.FULL, outbox.offer(new byte[41]));
        assertEquals(Offer.TAKEN, outbox.offer(new byte[40]));
    }

    @Test
    void isFullByFrames() {
        for (var i = 0; i < 5; i++) {
            outbox.offer(bytes("x"));
        }
        assertEquals(Offer.FULL, outbox.offer(bytes("x")));
    }

    @Test
    void takesOneFrameWhateverItsSize() {
        assertEquals(Offer.FIRST, outbox.offer(new byte[1000]));
    }

    /** Limits: 100 bytes, 8 frames; 20 bytes, 2 frames for what may be lost. */
    private static Outbox withSignals() {
        return new Outbox(new OutboxLimits(100, 8, 20));
    }

    @Test
    void takesWhatMayBeLostUpToALowerBoundOfBytes() {
        var signals = withSignals();
        assertEquals(Offer.FIRST, signals.offer(new byte[12]));
        assertEquals(Offer.SKIPPED, signals.offerSignal(new byte[9]));
        assertEquals(Offer.TAKEN, signals.offerSignal(new byte[8]));
        assertEquals(Offer.SKIPPED, signals.offerSignal(new byte[1]));
        assertEquals(Offer.TAKEN, signals.offer(new byte[80]), "what may not be lost is taken");
    }

    @Test
    void takesWhatMayBeLostUpToALowerBoundOfFrames() {
        var signals = withSignals();
        signals.offer(bytes("a"));
        assertEquals(Offer.TAKEN, signals.offerSignal(bytes("b")));
        assertEquals(Offer.SKIPPED, signals.offerSignal(bytes("c")));
    }

    @Test
    void takesWhatMayBeLostWhateverItsSizeWhileItIsEmpty() {
        assertEquals(Offer.FIRST, withSignals().offerSignal(new byte[1_000]));
    }

    @Test
    void takesNothingThatMayBeLostAfterTheLastFrame() {
        var signals = withSignals();
        signals.seal(bytes("x"), true);
        assertEquals(Offer.SEALED, signals.offerSignal(bytes("y")));
    }

    @Test
    void finishesTheFrameThatWasBegunBeforeItCloses() {
        outbox.offer(bytes("begun"));
        outbox.offer(bytes("dropped"));
        outbox.fill(ByteBuffer.allocate(2));
        outbox.written(2);
        assertTrue(outbox.seal(bytes("close"), false));
        assertEquals("gunclose", drain(100));
        assertEquals(Offer.SEALED, outbox.offer(bytes("late")));
    }

    @Test
    void dropsNothingOfWhatIsBeingWrittenWhileItCloses() {
        outbox.offer(bytes("first"));
        outbox.offer(bytes("second"));
        outbox.offer(bytes("third"));
        outbox.fill(ByteBuffer.allocate(12));
        outbox.seal(bytes("close"), false);
        outbox.written(7);
        assertEquals("condclose", drain(100));
    }

    @Test
    void closesWhereTheLastFrameWasWrittenMeanwhile() {
        outbox.offer(bytes("first"));
        outbox.fill(ByteBuffer.allocate(12));
        outbox.seal(bytes("close"), false);
        outbox.written(5);
        assertEquals("close", drain(100));
    }

    @Test
    void closesAfterTheRest() {
        outbox.offer(bytes("rest"));
        outbox.seal(bytes("close"), true);
        assertEquals("restclose", drain(100));
    }

    @Test
    void isSealedOnce() {
        assertTrue(outbox.seal(bytes("one"), true));
        assertFalse(outbox.seal(bytes("two"), true));
        assertEquals("one", drain(100));
    }

    @Test
    void waitsForRoom() throws InterruptedException {
        outbox.offer(new byte[50]);
        assertFalse(outbox.awaitRoom(SOON));
        Thread.startVirtualThread(() -> drain(100));
        assertTrue(outbox.awaitRoom(Duration.ofSeconds(10)));
    }

    @Test
    void doesNotWaitForRoomWhenItIsSealed() throws InterruptedException {
        outbox.offer(new byte[50]);
        Thread.startVirtualThread(outbox::discard);
        var begin = System.nanoTime();
        outbox.awaitRoom(Duration.ofSeconds(10));
        assertTrue(System.nanoTime() - begin < 5_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void losesNoByteHoweverItIsUsed(long seed) {
        var random = new Random(seed);
        var large = new Outbox(new OutboxLimits(1 << 20, 1 << 20, 1 << 19));
        var in = new StringBuilder();
        var taken = new StringBuilder();
        var out = ByteBuffer.allocate(37);
        for (var i = 0; i < 5_000; i++) {
            if (random.nextInt(3) > 0) {
                var text = Integer.toString(i).repeat(1 + random.nextInt(10));
                large.offer(bytes(text));
                in.append(text);
            } else if (large.fill(out.clear())) {
                var count = random.nextInt(out.position() + 1);
                large.written(count);
                taken.append(new String(out.array(), 0, count, StandardCharsets.US_ASCII));
            }
        }
        while (large.fill(out.clear())) {
            large.written(out.position());
            taken.append(new String(out.array(), 0, out.position(), StandardCharsets.US_ASCII));
        }
        assertEquals(in.toString(), taken.toString(), "seed " + seed);
    }
}
