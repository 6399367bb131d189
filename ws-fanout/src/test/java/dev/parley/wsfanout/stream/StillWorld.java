package dev.parley.wsfanout.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** One thread, on which nothing happens by itself; keeps what was counted. */
final class StillWorld implements StreamScheduler, EventFeed, StreamMetrics {
    final List<String> counted = new ArrayList<>();
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    boolean isHeld;

    /** Runs what was put off until now, and not what that puts off. */
    void runLater() {
        var due = List.copyOf(waiting);
        waiting.clear();
        due.forEach(Runnable::run);
    }

    @Override
    public Executor tailThread() {
        return Runnable::run;
    }

    @Override
    public void soon(Runnable task) {
        waiting.add(task);
    }

    @Override
    public void later(Runnable task) {
        waiting.add(task);
    }

    @Override
    public void onEach(Consumer<EventRecord> receiver) {
        throw new UnsupportedOperationException("The test hands the records over.");
    }

    @Override
    public void pause() {
        isHeld = true;
    }

    @Override
    public void resume() {
        isHeld = false;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void divergent() {
        counted.add("divergent");
    }

    @Override
    public void unreadable() {
        counted.add("unreadable");
    }

    @Override
    public void passedOver() {
        counted.add("passed over");
    }
}
