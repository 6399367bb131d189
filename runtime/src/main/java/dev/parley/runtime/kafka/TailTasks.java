package dev.parley.runtime.kafka;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** Tasks from any thread for the tail's own, in the order in which they came. */
final class TailTasks {
    private final ConcurrentLinkedQueue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    void add(Runnable task) {
        waiting.add(task);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Runs those that wait now and those that they add; true where there was any. */
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
