package dev.parley.wsfanout.stream;

import static dev.parley.wsfanout.stream.Bookmark.Verdict.DELIVER;
import static dev.parley.wsfanout.stream.Bookmark.Verdict.GAP;
import static dev.parley.wsfanout.stream.Bookmark.Verdict.HIDDEN;
import static dev.parley.wsfanout.stream.Bookmark.Verdict.SEEN;
import static dev.parley.wsfanout.stream.MembershipEffect.ENDS_IF_MEMBER;
import static dev.parley.wsfanout.stream.MembershipEffect.JOINS;
import static dev.parley.wsfanout.stream.MembershipEffect.LEAVES;
import static dev.parley.wsfanout.stream.MembershipEffect.NONE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BookmarkTest {
    @Test
    void deliversTheNextEventOnce() {
        var bookmark = Bookmark.open(4, 1, 4);
        assertEquals(DELIVER, bookmark.offer(5, NONE));
        assertEquals(SEEN, bookmark.offer(5, NONE));
        assertEquals(DELIVER, bookmark.offer(6, NONE));
    }

    @Test
    void dropsTheRepeatOfAnAbortedTransaction() {
        var bookmark = Bookmark.open(4, 1, 4);
        for (var seq = 5; seq <= 7; seq++) {
            assertEquals(DELIVER, bookmark.offer(seq, NONE));
        }
        for (var seq = 5; seq <= 7; seq++) {
            assertEquals(SEEN, bookmark.offer(seq, NONE));
        }
    }

    @Test
    void neverSkipsWhatIsMissing() {
        var bookmark = Bookmark.open(4, 1, 4);
        assertEquals(GAP, bookmark.offer(6, NONE));
        assertTrue(bookmark.hasGap());
        assertEquals(DELIVER, bookmark.offer(5, NONE));
        assertTrue(bookmark.hasGap(), "6 was seen and is still owed");
        assertEquals(DELIVER, bookmark.offer(6, NONE));
        assertFalse(bookmark.hasGap());
    }

    @Test
    void hidesWhatIsNotForTheUser() {
        var bookmark = Bookmark.closed(0, 0);
        assertEquals(HIDDEN, bookmark.offer(7, NONE));
        assertFalse(bookmark.hasGap());
    }

    @Test
    void beginsWithTheEventThatMakesTheUserAMember() {
        var bookmark = Bookmark.closed(0, 0);
        assertEquals(DELIVER, bookmark.offer(20, JOINS));
        assertEquals(DELIVER, bookmark.offer(21, NONE));
    }

    @Test
    void endsWithTheEventThatEndsTheMembership() {
        var bookmark = Bookmark.open(4, 1, 4);
        assertEquals(DELIVER, bookmark.offer(5, LEAVES));
        assertEquals(HIDDEN, bookmark.offer(6, NONE));
    }

    @Test
    void endsWithTheEventThatEndsAllMemberships() {
        var bookmark = Bookmark.open(4, 1, 4);
        assertEquals(DELIVER, bookmark.offer(5, ENDS_IF_MEMBER));
        assertEquals(HIDDEN, bookmark.offer(6, NONE));
        assertEquals(DELIVER, bookmark.offer(7, JOINS));
    }

    @Test
    void tellsAStrangerNothingByTheEndOfAllMemberships() {
        var bookmark = Bookmark.closed(100, 0);
        assertEquals(SEEN, bookmark.offer(50, ENDS_IF_MEMBER));
        assertFalse(bookmark.isKnown());
        assertEquals(HIDDEN, bookmark.offer(101, ENDS_IF_MEMBER));
        assertFalse(bookmark.isKnown());
    }

    @Test
    void skipsOnlyTheTimeBetweenTwoMemberships() {
        var bookmark = Bookmark.open(4, 1, 4);
        assertEquals(DELIVER, bookmark.offer(5, LEAVES));
        assertEquals(HIDDEN, bookmark.offer(6, NONE));
        assertEquals(DELIVER, bookmark.offer(7, JOINS));
        assertEquals(DELIVER, bookmark.offer(8, NONE));
    }

    @Test
    void isNotReopenedByTheRepeatOfAMembershipThatEnded() {
        var bookmark = Bookmark.closed(0, 0);
        assertEquals(DELIVER, bookmark.offer(20, JOINS));
        assertEquals(DELIVER, bookmark.offer(21, LEAVES));
        assertEquals(SEEN, bookmark.offer(20, JOINS));
        assertEquals(SEEN, bookmark.offer(21, LEAVES));
        assertEquals(HIDDEN, bookmark.offer(22, NONE));
    }

    @Test
    void doesNotJumpOverWhatIsMissingWhenAJoinComesTooEarly() {
        var bookmark = Bookmark.open(10, 1, 10);
        assertEquals(GAP, bookmark.offer(20, JOINS));
        assertEquals(DELIVER, bookmark.offer(11, NONE));
    }

    @Test
    void learnsFromEventsThatTheClientHasFromElsewhere() {
        var bookmark = Bookmark.open(25, 1, 22);
        assertEquals(SEEN, bookmark.offer(23, LEAVES));
        assertEquals(HIDDEN, bookmark.offer(26, NONE));
    }

    @Test
    void deliversNothingWhileTheMembershipUpToAClaimIsNotKnown() {
        var bookmark = Bookmark.open(25, 1, 23);
        assertEquals(GAP, bookmark.offer(26, NONE));
        assertEquals(24, bookmark.missing());
        assertEquals(SEEN, bookmark.offer(24, NONE));
        assertEquals(SEEN, bookmark.offer(25, LEAVES));
        assertEquals(HIDDEN, bookmark.offer(26, NONE));
    }

    @Test
    void confirmsAClaimedMembershipOutOfTheLog() {
        var bookmark = Bookmark.closed(25, 0);
        assertEquals(SEEN, bookmark.offer(20, JOINS));
        for (var seq = 21; seq <= 25; seq++) {
            assertEquals(SEEN, bookmark.offer(seq, NONE));
        }
        assertEquals(DELIVER, bookmark.offer(26, NONE));
    }

    @Test
    void goesOnAfterWhatWasGivenUp() {
        var bookmark = Bookmark.open(4, 1, 4);
        assertEquals(GAP, bookmark.offer(9, NONE));
        bookmark.giveUpTo(9);
        assertFalse(bookmark.hasGap());
        assertEquals(DELIVER, bookmark.offer(10, NONE));
    }

    @Test
    void goesOnAtTheHeadAfterAFalsePosition() {
        var bookmark = Bookmark.open(90, 1, 12);
        assertTrue(bookmark.isUnproved());
        assertEquals(12, bookmark.rewind());
        assertEquals(DELIVER, bookmark.offer(13, NONE));
    }
}
