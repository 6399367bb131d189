package dev.parley.wsfanout.stream;

import static dev.parley.wsfanout.stream.Cursor.Verdict.DELIVER;
import static dev.parley.wsfanout.stream.Cursor.Verdict.GAP;
import static dev.parley.wsfanout.stream.Cursor.Verdict.HIDDEN;
import static dev.parley.wsfanout.stream.Cursor.Verdict.SEEN;
import static dev.parley.wsfanout.stream.MembershipEffect.ENDS_IF_MEMBER;
import static dev.parley.wsfanout.stream.MembershipEffect.JOINS;
import static dev.parley.wsfanout.stream.MembershipEffect.LEAVES;
import static dev.parley.wsfanout.stream.MembershipEffect.NONE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CursorTest {
    @Test
    void deliversTheNextEventOnce() {
        var cursor = Cursor.open(4, 1, 4);
        assertEquals(DELIVER, cursor.offer(5, NONE));
        assertEquals(SEEN, cursor.offer(5, NONE));
        assertEquals(DELIVER, cursor.offer(6, NONE));
    }

    @Test
    void dropsTheRepeatOfAnAbortedTransaction() {
        var cursor = Cursor.open(4, 1, 4);
        for (var seq = 5; seq <= 7; seq++) {
            assertEquals(DELIVER, cursor.offer(seq, NONE));
        }
        for (var seq = 5; seq <= 7; seq++) {
            assertEquals(SEEN, cursor.offer(seq, NONE));
        }
    }

    @Test
    void neverSkipsWhatIsMissing() {
        var cursor = Cursor.open(4, 1, 4);
        assertEquals(GAP, cursor.offer(6, NONE));
        assertTrue(cursor.hasGap());
        assertEquals(DELIVER, cursor.offer(5, NONE));
        assertTrue(cursor.hasGap(), "6 was seen and is still owed");
        assertEquals(DELIVER, cursor.offer(6, NONE));
        assertFalse(cursor.hasGap());
    }

    @Test
    void hidesWhatIsNotForTheUser() {
        var cursor = Cursor.closed(0, 0);
        assertEquals(HIDDEN, cursor.offer(7, NONE));
        assertFalse(cursor.hasGap());
    }

    @Test
    void beginsWithTheEventThatMakesTheUserAMember() {
        var cursor = Cursor.closed(0, 0);
        assertEquals(DELIVER, cursor.offer(20, JOINS));
        assertEquals(DELIVER, cursor.offer(21, NONE));
    }

    @Test
    void endsWithTheEventThatEndsTheMembership() {
        var cursor = Cursor.open(4, 1, 4);
        assertEquals(DELIVER, cursor.offer(5, LEAVES));
        assertEquals(HIDDEN, cursor.offer(6, NONE));
    }

    @Test
    void endsWithTheEventThatEndsAllMemberships() {
        var cursor = Cursor.open(4, 1, 4);
        assertEquals(DELIVER, cursor.offer(5, ENDS_IF_MEMBER));
        assertEquals(HIDDEN, cursor.offer(6, NONE));
        assertEquals(DELIVER, cursor.offer(7, JOINS));
    }

    @Test
    void tellsAStrangerNothingByTheEndOfAllMemberships() {
        var cursor = Cursor.closed(100, 0);
        assertEquals(SEEN, cursor.offer(50, ENDS_IF_MEMBER));
        assertFalse(cursor.isKnown());
        assertEquals(HIDDEN, cursor.offer(101, ENDS_IF_MEMBER));
        assertFalse(cursor.isKnown());
    }

    @Test
    void skipsOnlyTheTimeBetweenTwoMemberships() {
        var cursor = Cursor.open(4, 1, 4);
        assertEquals(DELIVER, cursor.offer(5, LEAVES));
        assertEquals(HIDDEN, cursor.offer(6, NONE));
        assertEquals(DELIVER, cursor.offer(7, JOINS));
        assertEquals(DELIVER, cursor.offer(8, NONE));
    }

    @Test
    void isNotReopenedByTheRepeatOfAMembershipThatEnded() {
        var cursor = Cursor.closed(0, 0);
        assertEquals(DELIVER, cursor.offer(20, JOINS));
        assertEquals(DELIVER, cursor.offer(21, LEAVES));
        assertEquals(SEEN, cursor.offer(20, JOINS));
        assertEquals(SEEN, cursor.offer(21, LEAVES));
        assertEquals(HIDDEN, cursor.offer(22, NONE));
    }

    @Test
    void doesNotJumpOverWhatIsMissingWhenAJoinComesTooEarly() {
        var cursor = Cursor.open(10, 1, 10);
        assertEquals(GAP, cursor.offer(20, JOINS));
        assertEquals(DELIVER, cursor.offer(11, NONE));
    }

    @Test
    void learnsFromEventsThatTheClientHasFromElsewhere() {
        var cursor = Cursor.open(25, 1, 22);
        assertEquals(SEEN, cursor.offer(23, LEAVES));
        assertEquals(HIDDEN, cursor.offer(26, NONE));
    }

    @Test
    void deliversNothingWhileTheMembershipUpToAClaimIsNotKnown() {
        var cursor = Cursor.open(25, 1, 23);
        assertEquals(GAP, cursor.offer(26, NONE));
        assertEquals(24, cursor.missing());
        assertEquals(SEEN, cursor.offer(24, NONE));
        assertEquals(SEEN, cursor.offer(25, LEAVES));
        assertEquals(HIDDEN, cursor.offer(26, NONE));
    }

    @Test
    void confirmsAClaimedMembershipOutOfTheLog() {
        var cursor = Cursor.closed(25, 0);
        assertEquals(SEEN, cursor.offer(20, JOINS));
        for (var seq = 21; seq <= 25; seq++) {
            assertEquals(SEEN, cursor.offer(seq, NONE));
        }
        assertEquals(DELIVER, cursor.offer(26, NONE));
    }

    @Test
    void goesOnAfterWhatWasGivenUp() {
        var cursor = Cursor.open(4, 1, 4);
        assertEquals(GAP, cursor.offer(9, NONE));
        cursor.giveUpTo(9);
        assertFalse(cursor.hasGap());
        assertEquals(DELIVER, cursor.offer(10, NONE));
    }

    @Test
    void goesOnAtTheHeadAfterAFalsePosition() {
        var cursor = Cursor.open(90, 1, 12);
        assertTrue(cursor.isUnconfirmed());
        assertEquals(12, cursor.rewind());
        assertEquals(DELIVER, cursor.offer(13, NONE));
    }
}
