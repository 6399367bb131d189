package dev.parley.bench.load;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** What came to those who watch others. Safe for many threads. */
final class PresenceCounts {
    private static final int MOST_FAULTS = 20;

    private final LongAdder shown = new LongAdder();
    private final LongAdder gathered = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();

    /** @param users in one frame, which was no answer */
    void shown(int users, boolean isGathered) {
        shown.add(users);
        gathered.add(isGathered ? users : 0);
    }

    void notTaken() {
        refused.increment();
    }

    void fault(String what) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(what);
        }
    }

    /** Changes that clients were shown, once a socket. */
    long shown() {
        return shown.sum();
    }

    /** Those of them that were gathered with others, and came later. */
    long gathered() {
        return gathered.sum();
    }

    /** Frames that the platform did not take now; they are sent again later. */
    long refused() {
        return refused.sum();
    }

    /** What came to somebody whom it was not for, or should not have come at all. */
    List<String> faults() {
        return List.copyOf(faults);
    }
}
