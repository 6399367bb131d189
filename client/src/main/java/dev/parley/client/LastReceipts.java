package dev.parley.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The last receipt of each kind of a user in a conversation, until the platform has it. One that is sent over a socket is lost with its
 * connection, so it is sent again; of several of a kind only the last matters. Safe for many threads.
 */
public final class LastReceipts {
    private static final long SEND_AGAIN_MS = 500;

    private final String conversation;
    private final Line line;
    private final Map<Class<?>, Untaken> untaken = new HashMap<>();
    private long count;

    /** The user's present socket; what is sent without one is lost. */
    public interface Line {
        void send(String ref, String conversation, Receipt receipt);
    }

    private record Untaken(String ref, Receipt receipt) {}

    public LastReceipts(String conversation, Line line) {
        this.conversation = conversation;
        this.line = line;
    }

    public synchronized void send(Receipt receipt) {
        count++;
        var next = new Untaken(Long.toString(count), receipt);
        untaken.put(receipt.getClass(), next);
        send(next);
    }

    /** After a connection was lost, it is not known what arrived. To be called at each welcome. */
    public synchronized void sendAgain() {
        untaken.values().forEach(this::send);
    }

    private void send(Untaken again) {
        line.send(again.ref(), conversation, again.receipt());
    }

    /** @param ref of {@link ServerFrame.ReceiptTaken} */
    public synchronized void taken(String ref) {
        untaken.values().removeIf(each -> each.ref().equals(ref));
        notifyAll();
    }

    /** Waits until the platform has them, and sends them again meanwhile; false where it does not come to that in time. */
    public synchronized boolean awaitTaken(Duration atMost) {
        var deadline = System.nanoTime() + atMost.toNanos();
        try {
            while (!untaken.isEmpty() && System.nanoTime() - deadline < 0) {
                TimeUnit.MILLISECONDS.timedWait(this, SEND_AGAIN_MS);
                sendAgain();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return untaken.isEmpty();
    }

    /** How many were sent, repeats not counted. */
    public synchronized long count() {
        return count;
    }
}
