package dev.parley.wsfanout.stream;

import dev.parley.schemas.Event;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A log with transactions, as a broker keeps it: open, committed and aborted records beside each other, and markers. */
final class SimulatedLog {
    enum Fate {
        OPEN,
        COMMITTED,
        ABORTED
    }

    /** A transaction. */
    static final class Transaction {
        private final Set<Integer> touched = new HashSet<>();
        private Fate fate = Fate.OPEN;
    }

    /** A record, or a marker where there is no event. */
    record Entry(Transaction transaction, @Nullable Event event, byte[] wire) {}

    private static final byte[] NOTHING = {};

    private final List<List<Entry>> partitions = new ArrayList<>();
    private final int[] stable;

    SimulatedLog(int partitions) {
        stable = new int[partitions];
        for (var i = 0; i < partitions; i++) {
            this.partitions.add(new ArrayList<>());
        }
    }

    int partitions() {
        return partitions.size();
    }

    void append(Transaction transaction, int partition, Event event) {
        transaction.touched.add(partition);
        partitions.get(partition).add(new Entry(transaction, event, SampleEvents.wire(event)));
    }

    void end(Transaction transaction, Fate fate) {
        transaction.fate = fate;
        transaction.touched.forEach(partition -> partitions.get(partition).add(new Entry(transaction, null, NOTHING)));
    }

    long end(int partition) {
        return partitions.get(partition).size();
    }

    Entry at(int partition, long offset) {
        return partitions.get(partition).get((int) offset);
    }

    boolean isCommitted(int partition, long offset) {
        return at(partition, offset).transaction().fate == Fate.COMMITTED;
    }

    /** Where a reader of committed records must stop. */
    long stableEnd(int partition) {
        var entries = partitions.get(partition);
        while (stable[partition] < entries.size()
                && entries.get(stable[partition]).transaction().fate != Fate.OPEN) {
            stable[partition]++;
        }
        return stable[partition];
    }
}
