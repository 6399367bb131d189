package dev.parley.bench.socket;

/** Lets the generator's threads go before those of the servers that it measures: waiting for them would make it late. */
public final class Precedence {
    private Precedence() {}

    /** Takes effect for root only, where the JVM runs with {@code -XX:ThreadPriorityPolicy=1}. Nothing is right or wrong by it. */
    @SuppressWarnings(
            "ThreadPriorityCheck") // No order is relied on: it is about the time that a measurement takes itself.
    public static void give(Thread thread) {
        thread.setPriority(Thread.MAX_PRIORITY);
    }
}
