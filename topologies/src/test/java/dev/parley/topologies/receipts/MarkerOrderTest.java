package dev.parley.topologies.receipts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.ReceiptAction;
import dev.parley.topologies.receipts.Marker.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Receipts and events of a member that joins, leaves, sends and reads, taken in any order of the two logs, and taken twice. */
class MarkerOrderTest {
    private static final int STEPS = 40;

    private final List<ReceiptAction> receipts = new ArrayList<>();
    private final List<Happening> events = new ArrayList<>();

    private record Happening(Kind kind, long seq) {
        enum Kind {
            SENT,
            JOINED,
            LEFT
        }
    }

    /** A marker, and how far both logs were taken for it. */
    private final class Reading {
        private Marker marker = Marker.NONE;
        private int offset;
        private int event;
        private long highestVersion;

        private boolean isDone() {
            return offset == receipts.size() && event == events.size();
        }

        private void next(Random random) {
            var isReceipt = event == events.size() || (offset < receipts.size() && random.nextBoolean());
            keep(isReceipt ? receipt(offset++) : event(events.get(event++)));
            highestVersion = Math.max(highestVersion, marker.version());
        }

        private MarkerChange receipt(int at) {
            return marker.receipt(receipts.get(at), new Place(at, 1), () -> 0);
        }

        private MarkerChange event(Happening next) {
            var place = new Place(next.seq(), 1);
            return switch (next.kind()) {
                case SENT -> marker.sent(place, () -> 0);
                case JOINED -> marker.joined(place);
                case LEFT -> marker.left(place);
            };
        }

        private void keep(MarkerChange change) {
            if (change.after() != null) {
                marker = new Marker(change.after());
            }
        }

        /** Both logs are read again from somewhere, with the state as it is. */
        private void fallBack(Random random) {
            offset -= random.nextInt(offset + 1);
            event -= random.nextInt(event + 1);
        }
    }

    @RepeatedTest(200)
    void leadsToTheSameMarkerInAnyOrder(RepetitionInfo repetition) {
        var seed = repetition.getCurrentRepetition();
        var random = new Random(seed);
        makeUp(random);
        var first = read(random);
        var second = read(random);
        assertSame(first, second, "seed " + seed);
        assertSame(second, first, "seed " + seed);
    }

    @RepeatedTest(200)
    void leadsToTheSameMarkerOverACrash(RepetitionInfo repetition) {
        var seed = repetition.getCurrentRepetition();
        var random = new Random(seed);
        makeUp(random);
        var straight = read(random);
        var reading = new Reading();
        var committed = new Reading();
        while (!reading.isDone()) {
            reading.next(random);
            if (random.nextInt(10) == 0) {
                committed.marker = reading.marker;
                committed.offset = reading.offset;
                committed.event = reading.event;
            }
            if (random.nextInt(10) == 0) {
                reading.marker = random.nextBoolean() ? committed.marker : reading.marker;
                reading.offset = committed.offset;
                reading.event = committed.event;
            }
        }
        assertSame(straight, reading, "seed " + seed);
        assertTrue(
                !reading.marker.exists() || reading.marker.version() >= reading.highestVersion,
                "seed " + seed + ": a reader that saw version " + reading.highestVersion + " would not take "
                        + reading.marker.version());
    }

    @RepeatedTest(50)
    void isNotMovedByWhatItHasTaken(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        makeUp(random);
        var reading = read(random);
        var before = reading.marker;
        reading.fallBack(random);
        while (!reading.isDone()) {
            reading.next(random);
        }
        assertEquals(before, reading.marker, "seed " + repetition.getCurrentRepetition());
    }

    private Reading read(Random random) {
        var reading = new Reading();
        while (!reading.isDone()) {
            reading.next(random);
        }
        return reading;
    }

    /**
     * What a former member last read depends on what was known of its leaving, and a marker that says no more than the joining may be
     * there or not; so may the joining where sending begins the marker.
     */
    private static void assertSame(Reading one, Reading other, String seed) {
        if (one.marker.exists() && one.marker.isMember() && other.marker.exists()) {
            assertEquals(MarkerStory.position(other.marker), MarkerStory.position(one.marker), seed);
            assertEquals(other.marker.version(), one.marker.version(), seed);
        } else if (one.marker.exists() && one.marker.isMember()) {
            var state = one.marker.state();
            assertEquals(state.getMemberSince(), state.getReadUpTo(), seed);
        }
    }

    /** A life in one conversation; seqs of others' messages lie in between. */
    private void makeUp(Random random) {
        var head = 1 + random.nextInt(3);
        var since = 0L;
        for (var step = 0; step < STEPS; step++) {
            head += random.nextInt(3);
            if (since == 0) {
                head++;
                since = head;
                events.add(new Happening(Happening.Kind.JOINED, head));
            } else if (random.nextInt(12) == 0) {
                head++;
                since = 0;
                events.add(new Happening(Happening.Kind.LEFT, head));
            } else if (random.nextInt(3) == 0) {
                head++;
                events.add(new Happening(Happening.Kind.SENT, head));
            } else {
                receipts.add(receipt(random, since, head));
            }
        }
    }

    private static ReceiptAction receipt(Random random, long since, long head) {
        var upTo = since + random.nextLong(head - since + 1);
        var receipt = ReceiptAction.newBuilder()
                .setTenant("acme")
                .setConversation("g:team")
                .setUser("al")
                .setMemberSince(since);
        return switch (random.nextInt(3)) {
            case 0 -> receipt.setDeliveredUpTo(upTo).build();
            case 1 -> receipt.setReadUpTo(upTo).build();
            default -> receipt.setUnreadAfter(upTo).setHeadSeq(head).build();
        };
    }
}
