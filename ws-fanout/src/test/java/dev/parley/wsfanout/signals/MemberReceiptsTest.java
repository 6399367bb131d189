package dev.parley.wsfanout.signals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.Receipt;
import dev.parley.wsfanout.stream.ConversationKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemberReceiptsTest {
    private static final ConversationKey KEY = new ConversationKey("t", "g:x");
    private static final ConversationKey OTHER = new ConversationKey("t", "g:y");

    private final MemberReceipts receipts = new MemberReceipts();
    private long now = Long.MAX_VALUE - 1_000;

    private static Receipt receipt(String user, long readUpTo, long version) {
        return new Receipt(
                "t", "g:x", user, true, 1L, readUpTo, null, readUpTo, null, false, 0L, version, Instant.EPOCH);
    }

    private MemberReceipts.Added add(ConversationKey key, String user, long readUpTo, long members) {
        return receipts.add(key, receipt(user, readUpTo, readUpTo), Pacing.of(members), now);
    }

    /** What is shown by now: a text a frame. */
    private List<String> due() {
        return receipts.due(now).stream()
                .map(batch -> batch.key().conversation()
                        + batch.interval().toSeconds()
                        + batch.receipts().stream()
                                .map(receipt -> receipt.getUser() + receipt.getReadUpTo())
                                .toList())
                .toList();
    }

    private void advance(Duration by) {
        now += by.toNanos();
    }

    @Test
    void showsThoseOfASmallGroupAtOnce() {
        add(KEY, "ann", 5, 100);
        assertEquals(List.of("g:x0[ann5]"), due());
        assertEquals(List.of(), due());
        assertTrue(receipts.isEmpty());
    }

    @Test
    void showsTheLatestOfEachUserTogether() {
        assertEquals(new MemberReceipts.Added(false, 0), add(KEY, "ann", 5, 100));
        assertEquals(new MemberReceipts.Added(true, 0), add(KEY, "bob", 6, 100));
        assertEquals(new MemberReceipts.Added(true, 0), add(KEY, "ann", 7, 100));
        assertEquals(List.of("g:x0[bob6, ann7]"), due());
    }

    @Test
    void ignoresAnOlderRecordThatComesAgain() {
        add(KEY, "ann", 7, 100);
        add(KEY, "ann", 5, 100);
        assertEquals(List.of("g:x0[ann7]"), due());
    }

    @Test
    void showsALowerMarkerThatIsNewer() {
        receipts.add(KEY, receipt("ann", 7, 1), Pacing.of(2), now);
        receipts.add(KEY, receipt("ann", 5, 2), Pacing.of(2), now);
        assertEquals(List.of("g:x0[ann5]"), due());
    }

    @Test
    void gathersThoseOfALargerGroupFromTheFirstOneOn() {
        add(KEY, "ann", 5, 101);
        advance(Duration.ofMillis(999));
        add(KEY, "bob", 5, 101);
        assertEquals(List.of(), due());
        advance(Duration.ofMillis(1));
        assertEquals(List.of("g:x1[ann5, bob5]"), due());
        add(KEY, "ann", 6, 101);
        assertEquals(List.of(), due());
        advance(Duration.ofSeconds(1));
        assertEquals(List.of("g:x1[ann6]"), due());
    }

    @Test
    void showsEachConversationInItsTime() {
        add(KEY, "ann", 5, 5_000);
        add(OTHER, "ann", 5, 2);
        assertEquals(List.of("g:y0[ann5]"), due());
        add(OTHER, "ann", 6, 500);
        advance(Duration.ofSeconds(2));
        assertEquals(List.of("g:y1[ann6]", "g:x2[ann5]"), due());
    }

    @Test
    void takesItsTimeFromTheSizeThatIsFoundMeanwhile() {
        receipts.add(KEY, receipt("ann", 5, 1), Pacing.UNKNOWN, now);
        assertEquals(List.of(), due());
        assertEquals(0, receipts.pace(KEY, Pacing.of(3)));
        assertEquals(List.of("g:x0[ann5]"), due());
        assertEquals(0, receipts.pace(KEY, Pacing.of(500)));
    }

    @Test
    void keepsTheLatestOfTooMany() {
        for (var i = 0; i < 60; i++) {
            receipts.add(KEY, receipt("u", 0, 0), Pacing.UNKNOWN, now);
            receipts.add(KEY, receipt("u" + i, i, i), Pacing.UNKNOWN, now);
        }
        assertEquals(41, receipts.pace(KEY, Pacing.of(100_000)), "of 61 users");
        advance(Duration.ofSeconds(5));
        var shown = receipts.due(now).getFirst().receipts();
        assertEquals(20, shown.size());
        assertEquals("u59", shown.getLast().getUser());
    }

    /** A thousand reads a second in a group of 100,000. */
    @Test
    void showsFewOfManyInAHugeGroup() {
        var shown = new ArrayList<MemberReceipts.Batch>();
        var dropped = 0;
        for (var millis = 0; millis < 60_000; millis++) {
            dropped += add(KEY, "u" + millis % 40_000, millis, 100_000).dropped();
            shown.addAll(receipts.due(now));
            advance(Duration.ofMillis(1));
        }
        assertTrue(shown.size() <= 12, shown.size() + " frames in a minute");
        assertTrue(shown.stream().allMatch(batch -> batch.receipts().size() <= 20));
        assertTrue(dropped > 50_000, "the others are not kept either: " + dropped);
    }
}
