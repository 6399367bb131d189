package dev.parley.faults.traffic;

import dev.parley.client.ConversationState;
import dev.parley.client.LastReceipts;
import dev.parley.client.MessageState;
import dev.parley.client.Receipt;
import dev.parley.client.ReceivedEvent;
import dev.parley.client.Unread;
import java.time.Duration;
import java.util.Map;

/**
 * What a member makes of what it hears: the messages as they are now, and what of them is unread. It says now and then how far it has
 * got. Safe for many threads.
 */
final class MemberView {
    private static final int DELIVERS_EVERY = 4;
    /** Members read at different times, so that at the end some have something unread. */
    private static final int READS_EVERY = 5;

    private final ConversationState state = new ConversationState();
    private final Unread unread;
    private final LastReceipts receipts;
    private final int number;
    private long messages;

    /**
     * @param number of the member in its group
     * @param since up to where it has read
     */
    MemberView(String user, int number, long since, LastReceipts receipts) {
        this.unread = new Unread(user, since);
        this.number = number;
        this.receipts = receipts;
    }

    /** What a member reckons. */
    record Reckoned(Map<Long, MessageState> messages, Counted counted) {}

    /** How far a user has read, and what is left. */
    record Counted(long readUpTo, Unread.Counts unread) {}

    synchronized void heard(ReceivedEvent event) {
        state.add(event);
        unread.add(event);
        if (!event.event().equals("message.created")) {
            return;
        }
        messages++;
        if (messages % (READS_EVERY + 3L * number) == 0) {
            unread.read(event.seq());
            receipts.send(new Receipt.Read(event.seq()));
        } else if (messages % DELIVERS_EVERY == 0) {
            receipts.send(new Receipt.Delivered(event.seq()));
        }
    }

    void welcomed() {
        receipts.sendAgain();
    }

    void taken(String ref) {
        receipts.taken(ref);
    }

    /** False where the platform does not have the last receipts in time. */
    boolean awaitTaken(Duration atMost) {
        return receipts.awaitTaken(atMost);
    }

    synchronized Reckoned reckoned() {
        return new Reckoned(state.messages(), new Counted(unread.readUpTo(), unread.counts()));
    }
}
