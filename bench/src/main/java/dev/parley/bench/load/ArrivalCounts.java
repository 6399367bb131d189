package dev.parley.bench.load;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what has come back, until the run has waited long enough: what comes later counts as never come, so that nothing is
 * judged by half. Safe for many threads.
 */
final class ArrivalCounts {
    private final LongAdder answers = new LongAdder();
    private final LongAdder deliveries = new LongAdder();
    private final LongAdder measuredDeliveries = new LongAdder();
    private final LongAdder lostConnections = new LongAdder();
    private volatile boolean takesAnswers = true;
    private volatile boolean takesDeliveries = true;

    boolean takesAnswers() {
        return takesAnswers;
    }

    /** What is not answered by now may have happened or not. */
    void endAnswers() {
        takesAnswers = false;
    }

    boolean takesDeliveries() {
        return takesDeliveries;
    }

    void endDeliveries() {
        takesDeliveries = false;
    }

    void answered() {
        answers.increment();
    }

    /** An event that a socket received; counted apart where the latency counts. */
    void delivered(boolean isMeasured) {
        deliveries.increment();
        if (isMeasured) {
            measuredDeliveries.increment();
        }
    }

    void lostConnection() {
        lostConnections.increment();
    }

    long answers() {
        return answers.sum();
    }

    long deliveries() {
        return deliveries.sum();
    }

    long measuredDeliveries() {
        return measuredDeliveries.sum();
    }

    long lostConnections() {
        return lostConnections.sum();
    }
}
