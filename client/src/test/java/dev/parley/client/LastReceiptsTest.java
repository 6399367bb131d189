package dev.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LastReceiptsTest {
    private final List<String> sent = new ArrayList<>();
    private final LastReceipts receipts =
            new LastReceipts("g:t", (ref, conversation, receipt) -> sent.add(ref + " " + conversation + " " + receipt));

    @Test
    void sendsTheLastOfEachKindAgainUntilItIsTaken() {
        receipts.send(new Receipt.Read(4));
        receipts.send(new Receipt.Delivered(6));
        receipts.send(new Receipt.Read(5));
        assertEquals(List.of("1 g:t Read[upTo=4]", "2 g:t Delivered[upTo=6]", "3 g:t Read[upTo=5]"), List.copyOf(sent));

        sent.clear();
        receipts.taken("1");
        receipts.sendAgain();
        assertEquals(
                List.of("2 g:t Delivered[upTo=6]", "3 g:t Read[upTo=5]"),
                sent.stream().sorted().toList());

        sent.clear();
        receipts.taken("3");
        receipts.sendAgain();
        assertEquals(List.of("2 g:t Delivered[upTo=6]"), sent);
        assertFalse(receipts.awaitTaken(Duration.ZERO));

        receipts.taken("2");
        assertTrue(receipts.awaitTaken(Duration.ZERO));
        assertEquals(3, receipts.count());
    }
}
