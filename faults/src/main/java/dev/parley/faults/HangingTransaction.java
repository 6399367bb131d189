package dev.parley.faults;

import dev.parley.faults.traffic.CommittedWatch;
import java.time.Duration;

/** Row 32: a Streams instance is frozen within an open transaction, which holds back every durable reader until it is swept. */
final class HangingTransaction implements FaultScenario {
    private static final int ATTEMPTS = 4;
    private static final Duration LOOK = Duration.ofSeconds(3);
    private static final Duration FROZEN = Duration.ofSeconds(30);
    /** The transaction's time-out, at most, and a second for the sweep. */
    private static final Duration BOUND = Duration.ofSeconds(16);

    private static final Duration AFTERWARDS = Duration.ofSeconds(10);
    private static final Duration SETTLE = Duration.ofSeconds(5);

    @Override
    public int number() {
        return 32;
    }

    @Override
    public String title() {
        return "a transaction that hangs; durable readers go on after its time-out";
    }

    @Override
    public void run(Scene scene) throws InterruptedException {
        var nodes = scene.cluster();
        nodes.running(nodes.topologies(2));
        var chat = scene.chat();
        try (var watch = CommittedWatch.start(scene.access())) {
            scene.rest(SETTLE);
            var frozenAt = freezeWithinTransaction(scene);
            scene.restUntil(frozenAt, FROZEN);
            scene.findings().within("longest wait of a durable reader", watch.longestWait(), BOUND);
        }
        scene.say("Streams instance resumed");
        nodes.topologies(1).thaw();
        scene.rest(AFTERWARDS);
        scene.judge(chat);
    }

    /** A transaction is open nearly always, but not quite. */
    private static long freezeWithinTransaction(Scene scene) {
        var node = scene.cluster().topologies(1);
        for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
            scene.say("Streams instance frozen");
            var frozenAt = System.nanoTime();
            node.freeze();
            scene.rest(LOOK);
            var held = CommittedWatch.recordsHeldBack(scene.access());
            if (held > 0) {
                scene.findings().check("a transaction was open", true, held + " records held back");
                return frozenAt;
            }
            node.thaw();
            scene.rest(LOOK);
        }
        throw new IllegalStateException("No transaction was open in " + ATTEMPTS + " attempts.");
    }
}
