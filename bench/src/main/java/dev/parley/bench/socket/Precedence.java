package dev.parley.bench.socket;

/**
 * Lets the generator's threads go before those of the servers that it measures: waiting for them would make it late. Takes
 * effect for root only, where the JVM runs with {@code -XX:ThreadPriorityPolicy=1}; nothing is right or wrong by it.
 *
 * @param thread that has it until this is closed: a process that it starts meanwhile inherits it
 * @param before the thread's priority without it
 */
@SuppressWarnings("ThreadPriorityCheck") // No order is relied on: it is about the time that a measurement takes itself.
public record Precedence(Thread thread, int before) implements AutoCloseable {
    /** To a thread that starts no processes, for good. */
    public static void give(Thread thread) {
        thread.setPriority(Thread.MAX_PRIORITY);
    }

    /** To the current thread, for a while. */
    public static Precedence lend() {
        var lent = new Precedence(Thread.currentThread(), Thread.currentThread().getPriority());
        give(lent.thread);
        return lent;
    }

    @Override
    public void close() {
        thread.setPriority(before);
    }
}
