package dev.parley.bench.replay;

import dev.parley.bench.replay.Habit.Move;
import dev.parley.client.Inbox;
import dev.parley.client.LastReceipts;
import dev.parley.client.Receipt;
import dev.parley.client.ReceivedEvent;
import dev.parley.client.ServerFrame;
import dev.parley.client.Unread;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Reads what a listener hears, as is its habit, follows some of the threads, and reckons what stays unread. Receipts go out on the
 * listener's socket, again where it is not known whether they arrived; everything else goes over REST, one call after the other.
 */
final class Reader {
    /** One thread of so many is followed by each listener. */
    private static final int THREADS_A_FOLLOWED = 8;

    private static final int REPLIES_A_LOOK = 4;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final String conversation;
    private final int number;
    private final Inbox inbox;
    private final LastReceipts receipts;
    private final long since;
    private final ExecutorService lane =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("reader").factory());
    private final Unread unread;
    private final Map<String, Integer> replies = new HashMap<>();
    private long messages;
    private boolean isMarking;
    private long countsCompared;
    /** What went wrong first; empty where nothing did. */
    private String fault = "";

    /**
     * @param number which of the listeners
     * @param since seq up to which everything was read before
     */
    Reader(String user, int number, String conversation, Inbox inbox, LastReceipts.Line line, long since) {
        this.conversation = conversation;
        this.number = number;
        this.inbox = inbox;
        this.receipts = new LastReceipts(conversation, line);
        this.since = since;
        this.unread = new Unread(user, since);
    }

    /** A listener of a run that is resumed reads all that there is, and so knows where it stands. */
    static Reader resumed(String user, int number, String conversation, Inbox inbox, LastReceipts.Line line) {
        var reader = new Reader(user, number, conversation, inbox, line, inbox.readToHead(conversation));
        inbox.threads(conversation).keySet().forEach(parentId -> {
            inbox.readThread(conversation, parentId, reader.since);
            reader.unread.follow(parentId, true);
            reader.unread.readThread(parentId, reader.since);
            reader.replies.put(parentId, 0);
        });
        return reader;
    }

    synchronized void heard(ReceivedEvent event) {
        if (event.seq() <= since) {
            return;
        }
        unread.add(event);
        if (!event.event().equals("message.created")) {
            return;
        }
        var parentId = event.details().parentId();
        if (parentId != null) {
            reply(parentId, event.seq());
        }
        messages++;
        if (!isMarking) {
            move(Habit.of(number).on(messages, event.seq(), unread.readUpTo()));
        }
    }

    private void reply(String parentId, long seq) {
        var count = replies.merge(parentId, 1, Integer::sum);
        if (Math.floorMod(parentId.hashCode(), THREADS_A_FOLLOWED) != number % THREADS_A_FOLLOWED) {
            return;
        }
        if (count == 1) {
            later(() -> {
                inbox.followThread(conversation, parentId, seq);
                readThread(parentId, seq);
            });
        } else if (count % REPLIES_A_LOOK == 0) {
            later(() -> readThread(parentId, seq));
        }
    }

    /** The call that fails is the last thing that a user would know of it; the run goes on, and says so at its end. */
    private void later(Runnable call) {
        lane.execute(() -> {
            try {
                call.run();
            } catch (RuntimeException e) {
                blame(String.valueOf(e.getMessage()));
            }
        });
    }

    private synchronized void blame(String what) {
        fault = fault.isEmpty() ? what : fault;
    }

    private void readThread(String parentId, long seq) {
        var readUpTo = inbox.readThread(conversation, parentId, seq);
        synchronized (this) {
            unread.follow(parentId, true);
            unread.readThread(parentId, readUpTo);
        }
    }

    private void move(Move move) {
        switch (move) {
            case Move.Read(var upTo) -> {
                unread.read(upTo);
                receipts.send(new Receipt.Read(upTo));
            }
            case Move.Deliver(var upTo) -> receipts.send(new Receipt.Delivered(upTo));
            case Move.MarkUnread(var after) -> {
                // Whatever was said on the socket must be in the log before what takes it back.
                isMarking = true;
                later(() -> mark(Math.max(since, after)));
            }
            case Move.Nothing _ -> {}
        }
    }

    private void mark(long after) {
        if (!receipts.awaitTaken(TIMEOUT)) {
            return;
        }
        inbox.markUnread(conversation, after);
        synchronized (this) {
            unread.markUnread(after);
            isMarking = false;
        }
    }

    /** After a connection was lost, it is not known what arrived. */
    void sendAgain() {
        receipts.sendAgain();
    }

    void taken(String ref) {
        receipts.taken(ref);
    }

    /** What the platform counts behind the listener's own marker must be what the listener reckons. */
    synchronized void counted(ServerFrame.Receipt own, ServerFrame.OwnCounts counts) {
        if (own.readUpTo() < since || counts.seq() > unread.headSeq()) {
            return;
        }
        countsCompared++;
        var reckoned = unread.between(own.readUpTo(), counts.seq());
        if (reckoned.messages() != counts.unread() || reckoned.mentions() != counts.mentions()) {
            blame("told " + counts + " behind " + own.readUpTo() + ", reckoned " + reckoned);
        }
    }

    /** Ends the reading, and waits until everything that the listener did has arrived. */
    void settle() {
        lane.close();
        if (!receipts.awaitTaken(TIMEOUT)) {
            blame("the last receipt was never acknowledged");
        }
    }

    /** What must be as the platform has it. */
    synchronized Reckoned reckoned() {
        return Reckoned.of(unread);
    }

    /**
     * What a user reckons.
     *
     * @param threads by their first messages
     */
    record Reckoned(long readUpTo, Unread.Counts counts, Map<String, Unread.Counts> threads) {
        static Reckoned of(Unread unread) {
            return new Reckoned(unread.readUpTo(), unread.counts(), unread.threads());
        }
    }

    long receipts() {
        return receipts.count();
    }

    synchronized long countsCompared() {
        return countsCompared;
    }

    synchronized String fault() {
        return fault;
    }
}
