package dev.parley.client.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final String TALK = "g:talk";

    private final Ledger ledger = new Ledger();

    @Test
    void isCleanWhereEverythingArrivedOnceAndInOrder() {
        accepted("a", 1);
        accepted("b", 2);
        receive("listener", 0, event(1, "a"), event(2, "b"));
        receive(Ledger.STORE, 0, event(1, "a"), event(2, "b"));

        var verdict = ledger.verdict();

        assertTrue(verdict.isClean(), verdict.faults()::toString);
        assertEquals(2, verdict.accepted());
        assertEquals(2, verdict.deliveries());
        assertEquals(2, verdict.stored());
    }

    @Test
    void findsAnAcknowledgedMessageThatAListenerNeverGot() {
        accepted("a", 1);
        accepted("b", 2);
        receive("listener", 0, event(1, "a"));
        receive(Ledger.STORE, 0, event(1, "a"), event(2, "b"));

        assertFaults(Map.of(FaultKind.LOST, 1L));
    }

    @Test
    void findsAnAcknowledgedMessageThatIsNotInTheStore() {
        accepted("a", 1);
        receive("listener", 0, event(1, "a"));
        receive(Ledger.STORE, 0);

        // Once since it was acknowledged, once since somebody saw it.
        assertFaults(Map.of(FaultKind.LOST, 2L));
    }

    @Test
    void asksForNothingBeforeAReaderBegan() {
        accepted("a", 1);
        accepted("b", 2);
        receive("listener", 1, event(2, "b"));
        receive(Ledger.STORE, 0, event(1, "a"), event(2, "b"));

        assertFaults(Map.of());
    }

    @Test
    void findsAnEventThatCameTwice() {
        accepted("a", 1);
        receive("listener", 0, event(1, "a"), event(1, "a"));

        assertFaults(Map.of(FaultKind.DOUBLED, 1L));
    }

    @Test
    void findsAnIdThatHappenedTwice() {
        accepted("a", 1);
        receive(Ledger.STORE, 0, event(1, "a"), event(2, "a"));

        assertFaults(Map.of(FaultKind.DOUBLED, 1L));
    }

    @Test
    void findsAnUnknownIdThatHappenedTwice() {
        unknown("a");
        receive(Ledger.STORE, 0, event(1, "a"), event(2, "a"));

        assertFaults(Map.of(FaultKind.DOUBLED, 1L));
    }

    @Test
    void takesAnActionOfSeveralEventsInARow() {
        ledger.sending("founding", TALK, null, 0).accepted(2, 0);
        receive(Ledger.STORE, 0, event(1, "founding"), event(2, "founding"));

        assertFaults(Map.of());
    }

    @Test
    void findsAnActionThatHappenedAgainLater() {
        ledger.sending("join", TALK, null, 0).accepted(1, 0);
        receive(Ledger.STORE, 0, event(1, "join"), event(2, null), event(3, "join"));

        assertFaults(Map.of(FaultKind.DOUBLED, 1L));
    }

    @Test
    void takesAnUnknownIdThatHappenedOnceOrNever() {
        unknown("a");
        unknown("b");
        receive(Ledger.STORE, 0, event(1, "a"));

        assertFaults(Map.of());
        assertEquals(2, ledger.verdict().unanswered());
        assertEquals(2, ledger.verdict().retried());
    }

    @Test
    void takesTheSameAnswerTwiceAndCountsItOnce() {
        var sent = ledger.sending("a", TALK, "text", 0);

        assertTrue(sent.accepted(1, 10));
        assertFalse(sent.accepted(1, 20));

        receive(Ledger.STORE, 0, event(1, "a"));
        assertFaults(Map.of());
        assertEquals(10, sent.answeredAfter());
    }

    @Test
    void findsALaterAnswerThatIsNotTheFirst() {
        ledger.sending("a", TALK, "text", 0).accepted(1, 10);
        ledger.sending("a", TALK, "text", 0).accepted(2, 20);
        ledger.sending("b", TALK, "text", 0).accepted(2, 10);
        ledger.sending("b", TALK, "text", 0).refused("blocked");
        receive(Ledger.STORE, 0, event(1, "a"), event(2, "b"));

        assertFaults(Map.of(FaultKind.DIFFERING, 2L));
    }

    @Test
    void findsAHoleInTheSeqs() {
        receive("listener", 0, event(1, null), event(4, null));

        assertFaults(Map.of(FaultKind.HOLE, 1L));
        assertEquals(
                "g:talk seq 2 to 3 never came",
                ledger.verdict().faults().getFirst().detail());
    }

    @Test
    void findsAHoleAtTheBeginning() {
        receive("listener", 5, event(7, null));

        assertFaults(Map.of(FaultKind.HOLE, 1L));
    }

    @Test
    void findsEventsOutOfOrder() {
        receive("listener", 0, event(1, null), event(3, null), event(2, null));

        assertFaults(Map.of(FaultKind.OUT_OF_ORDER, 1L));
    }

    @Test
    void findsAnIdThatNobodyOfTheRunSent() {
        receive("listener", 0, event(1, "another tenant's"));

        assertFaults(Map.of(FaultKind.FOREIGN, 1L));
    }

    @Test
    void knowsWhatCameBeforeAResumedRunSentItAgain() {
        receive("listener", 0, event(1, "a"));
        accepted("a", 1);
        receive(Ledger.STORE, 0, event(1, "a"));

        assertFaults(Map.of());
    }

    @Test
    void findsAnAlteredTextOfWhatCameEarly() {
        receive("listener", 0, new Seen(TALK, 1, "e1", "a", "hell"));
        ledger.sending("a", TALK, "hello", 0).accepted(1, 0);

        assertFaults(Map.of(FaultKind.ALTERED, 1L));
    }

    @Test
    void findsAnAlteredText() {
        ledger.sending("a", TALK, "hello", 0).accepted(1, 0);
        receive("listener", 0, new Seen(TALK, 1, "e1", "a", "hell"));

        assertFaults(Map.of(FaultKind.ALTERED, 1L));
    }

    @Test
    void findsAnotherEventAtAKnownSeq() {
        receive("listener", 0, new Seen(TALK, 1, "other", null, null));
        receive(Ledger.STORE, 0, event(1, null));

        assertFaults(Map.of(FaultKind.DIFFERING, 1L));
    }

    @Test
    void findsAnAnswerThatNamedAnotherSeq() {
        accepted("a", 2);
        receive(Ledger.STORE, 0, event(1, "a"));

        assertFaults(Map.of(FaultKind.DIFFERING, 1L));
    }

    @Test
    void findsARefusedMessageThatIsThereAllTheSame() {
        ledger.sending("a", TALK, "text", 0).refused("not-a-member");
        receive(Ledger.STORE, 0, event(1, "a"));

        assertFaults(Map.of(FaultKind.REFUSED_BUT_THERE, 1L));
        assertEquals(Map.of("not-a-member", 1L), ledger.verdict().refused());
    }

    @Test
    void findsABlankTextThatWasTaken() {
        ledger.sending("a", TALK, " \t", 0).accepted(1, 0);
        receive(Ledger.STORE, 0, new Seen(TALK, 1, "e1", "a", " \t"));

        assertFaults(Map.of(FaultKind.BLANK_ACCEPTED, 1L));
    }

    private void accepted(String id, long seq) {
        ledger.sending(id, TALK, "text", 0).accepted(seq, 0);
    }

    private void unknown(String id) {
        ledger.sending(id, TALK, "text", 0).unknown();
    }

    private void receive(String reader, long after, Seen... events) {
        var reading = ledger.reading(reader, TALK, after);
        List.of(events).forEach(reading::add);
    }

    private static Seen event(long seq, @Nullable String id) {
        return new Seen(TALK, seq, "e" + seq, id, "text");
    }

    private void assertFaults(Map<FaultKind, Long> expected) {
        var verdict = ledger.verdict();
        assertEquals(expected, verdict.counts(), verdict.faults()::toString);
    }
}
