package dev.parley.wsfanout.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.edge.api.ConversationId;
import dev.parley.edge.command.ReceiptRequest;
import dev.parley.wsfanout.session.ReceiptPace.Offer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptPaceTest {
    private static final long INTERVAL = ReceiptPace.INTERVAL.toNanos();

    private final ReceiptPace pace = new ReceiptPace();
    /** Near the end of what a clock of nanoseconds may say. */
    private long now = Long.MAX_VALUE - INTERVAL / 2;

    private static ReceiptRequest read(String group, long seq) {
        return new ReceiptRequest(new ConversationId.Group(group), null, seq, null);
    }

    private Offer offer(String group, long seq) {
        return pace.offer(read(group, seq), null, now);
    }

    private List<ReceiptRequest> due() {
        return pace.due(now).stream()
                .flatMap(receipt -> receipt.requests().stream())
                .toList();
    }

    @Test
    void letsTheFirstGoAtOnce() {
        assertEquals(Offer.TAKEN, offer("x", 1));
        assertEquals(List.of(read("x", 1)), due());
        assertEquals(List.of(), due());
    }

    @Test
    void letsTheHighestOfABurstGoWhenTheIntervalIsOver() {
        offer("x", 1);
        due();
        assertEquals(Offer.TAKEN, offer("x", 2));
        assertEquals(Offer.MERGED, offer("x", 9));
        assertEquals(Offer.MERGED, offer("x", 5));
        now += INTERVAL - 1;
        assertEquals(List.of(), due());
        now++;
        assertEquals(List.of(read("x", 9)), due());
    }

    @Test
    void pacesEachConversationByItself() {
        offer("x", 1);
        due();
        offer("y", 1);
        offer("x", 2);
        assertEquals(List.of(read("y", 1)), due());
    }

    @Test
    void letsEverythingGoAtTheEnd() {
        offer("x", 1);
        due();
        offer("x", 2);
        assertEquals(List.of(read("x", 2)), pace.rest(now).getFirst().requests());
        assertEquals(List.of(), pace.rest(now));
    }

    @Test
    void holdsNothingOnceAllIsGoneAndTheIntervalIsOver() {
        assertTrue(pace.isEmpty());
        offer("x", 1);
        assertFalse(pace.isEmpty());
        due();
        assertFalse(pace.isEmpty());
        now += INTERVAL;
        due();
        assertTrue(pace.isEmpty());
    }

    @Test
    void isFullWithAThousandConversationsUntilTheirIntervalIsOver() {
        for (var i = 0; i < ReceiptPace.MAX_WAITING; i++) {
            assertEquals(Offer.TAKEN, offer("x" + i, 1));
        }
        assertEquals(Offer.FULL, offer("another", 1));
        due();
        assertEquals(Offer.FULL, offer("another", 1));
        assertEquals(Offer.TAKEN, offer("x1", 2));
        now += INTERVAL;
        due();
        now += INTERVAL;
        due();
        assertEquals(Offer.TAKEN, offer("another", 1));
    }

    @Test
    void isFullWithAThousandReportsUntilTheyAreGone() {
        offer("x", 1);
        due();
        for (var i = 0; i < ReceiptPace.MAX_WAITING; i++) {
            offer("x", i);
        }
        assertEquals(Offer.FULL, offer("x", 5_000));
        now += INTERVAL;
        due();
        assertEquals(Offer.TAKEN, offer("x", 5_000));
    }

    /** However a client reports: few records, and the last of them says what it said last. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void costsABoundedNumberOfRecords(long seed) {
        var random = new Random(seed);
        var begin = now;
        var gone = new ArrayList<ReceiptRequest>();
        var highest = 0L;
        for (var i = 0; i < 5_000; i++) {
            highest = Math.max(highest, i);
            offer("x", i - random.nextInt(3));
            offer("x", i);
            now += random.nextLong(2_000_000);
            gone.addAll(due());
        }
        now += INTERVAL;
        gone.addAll(due());
        var most = (now - begin) / INTERVAL + 1;
        assertTrue(gone.size() <= most, gone.size() + " records, seed " + seed);
        assertEquals(read("x", highest), gone.getLast(), "seed " + seed);
    }
}
