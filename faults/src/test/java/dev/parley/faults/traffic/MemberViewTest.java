package dev.parley.faults.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.client.EventDetails;
import dev.parley.client.LastReceipts;
import dev.parley.client.ReceivedEvent;
import dev.parley.client.Unread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemberViewTest {
    private static final long JOINED = 3;

    private final List<String> sent = new ArrayList<>();
    private final MemberView view = new MemberView(
            "ann", 1, JOINED, new LastReceipts("g:t", (ref, _, receipt) -> sent.add(ref + " " + receipt)));

    @Test
    void saysNowAndThenHowFarItIsAndReckonsTheSame() {
        for (var seq = JOINED + 1; seq <= JOINED + 9; seq++) {
            view.heard(message(seq));
        }

        // The fourth and the eighth message; the eighth is where the second member of a group reads.
        assertEquals(List.of("1 Delivered[upTo=7]", "2 Read[upTo=11]"), List.copyOf(sent));
        var counted = view.reckoned().counted();
        assertEquals(new MemberView.Counted(11, new Unread.Counts(1, 0, false)), counted);
        assertEquals(9, view.reckoned().messages().size());
    }

    @Test
    void saysItAgainAfterEachWelcomeUntilItIsTaken() {
        for (var seq = JOINED + 1; seq <= JOINED + 8; seq++) {
            view.heard(message(seq));
        }
        view.taken("1");
        sent.clear();

        view.welcomed();
        assertEquals(List.of("2 Read[upTo=11]"), List.copyOf(sent));

        view.taken("2");
        assertTrue(view.awaitTaken(Duration.ZERO));
    }

    private static ReceivedEvent message(long seq) {
        return new ReceivedEvent(
                "g:t", seq, "e" + seq, "message.created", "bob", "c" + seq, "m" + seq, "hi", EventDetails.NONE);
    }
}
