package dev.parley.faults.traffic;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What a run has come to so far. Safe for many threads. */
final class Counts {
    private final LongAdder sent = new LongAdder();
    private final LongAdder answered = new LongAdder();
    private final LongAdder delivered = new LongAdder();
    private final LongAdder lostConnections = new LongAdder();
    private final LongAdder resyncs = new LongAdder();
    private final Map<String, LongAdder> unknown = new ConcurrentHashMap<>();
    private final Returns returns = new Returns();

    void sent() {
        sent.increment();
    }

    void answered() {
        answered.increment();
    }

    void delivered() {
        delivered.increment();
    }

    void lostConnection() {
        lostConnections.increment();
    }

    Returns returns() {
        return returns;
    }

    void resynced() {
        resyncs.increment();
    }

    void unknown(String why) {
        // The address of a socket is in some reasons; what kind it was is enough.
        unknown.computeIfAbsent(why.replaceAll("[\\[(].*", "").strip(), _ -> new LongAdder())
                .increment();
    }

    long underWay() {
        return sent.sum() - answered.sum();
    }

    long resyncs() {
        return resyncs.sum();
    }

    long lostConnections() {
        return lostConnections.sum();
    }

    /** How many attempts came to nothing, by reason. */
    Map<String, Long> unknown() {
        var byReason = new TreeMap<String, Long>();
        unknown.forEach((why, count) -> byReason.put(why, count.sum()));
        return byReason;
    }

    String line() {
        return String.format(
                "sent %,d  under way %,d  delivered %,d  lost connections %,d",
                sent.sum(), underWay(), delivered.sum(), lostConnections.sum());
    }
}
