package dev.parley.client.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one reader received of one conversation, in the order in which it came. */
public final class Reading {
    private static final int FIRST_CAPACITY = 16;

    private final Ledger ledger;
    private final String reader;
    private final String conversation;
    private final long after;
    private final boolean isNumbered;
    private final boolean hearsOwn;
    private final List<Fault> faults = new ArrayList<>();
    /** What came before its id was noted: a run that is resumed hears of what it sent before it has come to it again. */
    private final List<Early> early = new ArrayList<>();

    private long[] seqs = new long[FIRST_CAPACITY];
    private long[] eventHashes = new long[FIRST_CAPACITY];
    private @Nullable Sent[] actions = new Sent[FIRST_CAPACITY];
    private int count;
    private long highest;

    private record Early(int index, Seen seen) {}

    Reading(Ledger ledger, String reader, String conversation, long after) {
        this(ledger, reader, conversation, after, true, true);
    }

    private Reading(
            Ledger ledger, String reader, String conversation, long after, boolean isNumbered, boolean hearsOwn) {
        this.ledger = ledger;
        this.reader = reader;
        this.conversation = conversation;
        this.after = after;
        this.highest = after;
        this.isNumbered = isNumbered;
        this.hearsOwn = hearsOwn;
    }

    static Reading unnumbered(Ledger ledger, String reader, String conversation, boolean hearsOwn) {
        return new Reading(ledger, reader, conversation, 0, false, hearsOwn);
    }

    /** Takes the next event, and returns the sent action behind it, where there is one. */
    public synchronized @Nullable Sent add(Seen seen) {
        var action = seen.id() == null ? null : ledger.find(seen.id());
        if (action == null && seen.id() != null) {
            early.add(new Early(count, seen));
        } else if (action != null) {
            compare(action, seen);
        }
        add(isNumbered ? seen.seq() : count + 1, hash(seen.eventId()), action);
        return action;
    }

    private void compare(Sent action, Seen seen) {
        if (action.isMessage() && !Objects.equals(action.text(), seen.text())) {
            faults.add(new Fault(FaultKind.ALTERED, reader, "id " + seen.id() + " at seq " + seen.seq()));
        }
    }

    private void add(long seq, long eventHash, @Nullable Sent action) {
        if (count == seqs.length) {
            seqs = Arrays.copyOf(seqs, 2 * count);
            eventHashes = Arrays.copyOf(eventHashes, 2 * count);
            actions = Arrays.copyOf(actions, 2 * count);
        }
        seqs[count] = seq;
        eventHashes[count] = eventHash;
        actions[count] = action;
        count++;
        highest = Math.max(highest, seq);
    }

    /** The highest seq received; where nothing was, the one after which this reader listens. */
    public synchronized long position() {
        return highest;
    }

    public String reader() {
        return reader;
    }

    public String conversation() {
        return conversation;
    }

    /** Whether seqs are the platform's; otherwise they count what arrived. */
    boolean isNumbered() {
        return isNumbered;
    }

    boolean hearsOwn() {
        return hearsOwn;
    }

    /** Only what is above this seq must be received. */
    long after() {
        return after;
    }

    synchronized int count() {
        return count;
    }

    synchronized long seq(int index) {
        return seqs[index];
    }

    synchronized long eventHash(int index) {
        return eventHashes[index];
    }

    synchronized @Nullable Sent action(int index) {
        return actions[index];
    }

    /** What was wrong with single events. To be asked before anything else, when nothing is under way any more. */
    synchronized List<Fault> faultsOnArrival() {
        for (var event : early) {
            var seen = event.seen();
            var action = seen.id() == null ? null : ledger.find(seen.id());
            if (action == null) {
                faults.add(new Fault(FaultKind.FOREIGN, reader, "id " + seen.id() + " at seq " + seen.seq()));
            } else {
                compare(action, seen);
                actions[event.index()] = action;
            }
        }
        early.clear();
        return List.copyOf(faults);
    }

    /** 64 bits are enough to tell two event ids apart, and cost no object for each delivery. */
    private static long hash(String eventId) {
        var hash = 0xcbf29ce484222325L;
        for (var i = 0; i < eventId.length(); i++) {
            hash = (hash ^ eventId.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
