package dev.parley.client.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArrivalCheckTest {
    private static final String TALK = "d:alice:bob";

    private final Ledger ledger = new Ledger();
    private int sent;

    @Test
    void isContentWithEachSendersOrderWhereNothingIsNumbered() {
        accepted("alice", "a1", "a2");
        accepted("bob", "b1");
        receive("bob", false, "a1", "a2");
        receive("alice", false, "b1");
        receive(Ledger.STORE, true, "a1", "b1", "a2");

        assertFaults(Map.of());
    }

    @Test
    void findsAnAcknowledgedMessageThatNeverCame() {
        accepted("alice", "a1", "a2");
        receive("bob", false, "a2");

        assertFaults(Map.of(FaultKind.LOST, 1L));
    }

    @Test
    void findsThatOnesOwnMessageDidNotComeBackWhereItMust() {
        accepted("alice", "a1");
        receive("alice", true);

        assertFaults(Map.of(FaultKind.LOST, 1L));
    }

    @Test
    void findsAMessageThatCameTwice() {
        accepted("alice", "a1");
        receive("bob", false, "a1", "a1");

        assertFaults(Map.of(FaultKind.DOUBLED, 1L));
    }

    @Test
    void findsASendersMessagesInAnotherOrder() {
        accepted("alice", "a1", "a2");
        accepted("bob", "b1");
        receive("bob", false, "b1", "a2", "a1");

        assertFaults(Map.of(FaultKind.OUT_OF_ORDER, 1L));
    }

    @Test
    void findsARefusedMessageThatCameAllTheSame() {
        ledger.sending("a1", "alice", TALK, "text", 1).refused("blocked");
        receive("bob", false, "a1");

        assertFaults(Map.of(FaultKind.REFUSED_BUT_THERE, 1L));
    }

    @Test
    void findsAMessageThatNobodySent() {
        receive("bob", false, "x1");

        assertFaults(Map.of(FaultKind.FOREIGN, 1L));
    }

    @Test
    void takesWhatGotNoAnswerOnceOrNever() {
        ledger.sending("a1", "alice", TALK, "text", 1).unknown();
        ledger.sending("a2", "alice", TALK, "text", 2).unknown();
        receive("bob", false, "a2");

        assertFaults(Map.of());
    }

    private void accepted(String sender, String... ids) {
        for (var id : ids) {
            ledger.sending(id, sender, TALK, "text", ++sent).accepted(0, 0);
        }
    }

    private void receive(String reader, boolean hearsOwn, String... ids) {
        var reading = ledger.unnumbered(reader, TALK, hearsOwn);
        List.of(ids).forEach(id -> reading.add(new Seen(TALK, 0, id, id, "text")));
    }

    private void assertFaults(Map<FaultKind, Long> expected) {
        assertEquals(expected, ledger.verdict().counts());
    }
}
