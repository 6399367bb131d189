package dev.parley.standalone.guarantee;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.standalone.guarantee.Ledger.Reader;
import dev.parley.standalone.guarantee.Ledger.Received;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GuaranteeTest {
    private static final Reader BOB = new Reader("bob", "acme", "g:team");

    private final Ledger ledger = new Ledger();

    @BeforeEach
    void threeWereSent() {
        ledger.follow(BOB);
        List.of("a", "b", "c").forEach(id -> ledger.send("acme", "g:team", id));
    }

    @Test
    void allAreKeptWhereEachWasSeenOnceInOrder() {
        see(BOB, 7, "a", 8, "b", 9, "c");
        Guarantee.assertAllKept(ledger, "nothing happened");
    }

    @Test
    void nothingLostNamesWhatWasNotSeen() {
        see(BOB, 7, "a", 8, "b");
        assertEquals(1, new NothingLost().breaches(ledger).size());
    }

    @Test
    void nothingLostNamesTheSilentReader() {
        assertEquals(3, new NothingLost().breaches(ledger).size());
    }

    @Test
    void noDuplicateFindsARepeatedSeq() {
        see(BOB, 7, "a", 7, "a", 8, "b");
        assertEquals(1, new NoDuplicate().breaches(ledger).size());
    }

    @Test
    void noDuplicateFindsAMessageThatCameTwiceUnderTwoSeqs() {
        see(BOB, 7, "a", 8, "a");
        assertEquals(1, new NoDuplicate().breaches(ledger).size());
    }

    @Test
    void orderFindsAHole() {
        see(BOB, 7, "a", 9, "c");
        assertEquals(1, new OrderPerConversation().breaches(ledger).size());
    }

    @Test
    void orderFindsWhatCameTooLate() {
        see(BOB, 7, "a", 9, "c", 8, "b");
        assertEquals(2, new OrderPerConversation().breaches(ledger).size());
    }

    @Test
    void orderFindsTwoEventsAtOnePlace() {
        see(BOB, 7, "a");
        ledger.receive(new Reader("carol", "acme", "g:team"), new Received(7, "another event", "a"));
        assertEquals(1, new OrderPerConversation().breaches(ledger).size());
    }

    @Test
    void noForeignTenantFindsWhatLeaked() {
        see(new Reader("mallory", "evil", "g:team"), 1, "a");
        assertEquals(1, new NoForeignTenant().breaches(ledger).size());
    }

    private void see(Reader reader, Object... seqsAndIds) {
        for (var i = 0; i < seqsAndIds.length; i += 2) {
            var seq = (Integer) seqsAndIds[i];
            ledger.receive(reader, new Received(seq, "event " + seq, (String) seqsAndIds[i + 1]));
        }
    }
}
