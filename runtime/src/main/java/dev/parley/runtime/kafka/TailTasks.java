package dev.parley.runtime.kafka;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** A FIFO queue of tasks from any thread for the tail's thread. */
final class TailTasks {
    private final ConcurrentLinkedQueue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    void add(Runnable task) {
        waiting.add(task);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Runs the waiting tasks and those that they add; true if there was any. */
    boolean runAll(Consumer<RuntimeException> onFailure) {
        var task = waiting.poll();
        var isAny = task != null;
        for (; task != null; task = waiting.poll()) {
            try {
                task.run();
            } catch (RuntimeException e) {
                onFailure.accept(e);
            }
        }
        return isAny;
    }
}
