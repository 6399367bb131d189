package dev.parley.bench.replay;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs the tasks of one user one after the other and those of different users side by side, a bounded number of them. */
final class KeyedExecutor {
    private final Map<String, Deque<Runnable>> lanes = new HashMap<>();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final Semaphore room;
    private final int most;

    /** @param most tasks that may be waiting or running */
    KeyedExecutor(int most) {
        this.most = most;
        this.room = new Semaphore(most);
    }

    /**
     * Adds a task; waits where there is no room.
     *
     * @throws RuntimeException what an earlier task failed with
     */
    void add(String user, Runnable task) throws InterruptedException {
        while (!room.tryAcquire(100, TimeUnit.MILLISECONDS)) {
            throwFailure();
        }
        throwFailure();
        synchronized (lanes) {
            var lane = lanes.get(user);
            if (lane != null) {
                lane.add(task);
                return;
            }
            lanes.put(user, new ArrayDeque<>());
        }
        Thread.ofVirtual().name("lane-" + user).start(() -> run(user, task));
    }

    private void run(String user, Runnable first) {
        for (var task = first; task != null; task = next(user)) {
            try {
                if (failure.get() == null) {
                    task.run();
                }
            } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
            } finally {
                room.release();
            }
        }
    }

    private @Nullable Runnable next(String user) {
        synchronized (lanes) {
            var lane = lanes.get(user);
            var task = lane == null ? null : lane.poll();
            if (task == null) {
                lanes.remove(user);
            }
            return task;
        }
    }

    int underWay() {
        return most - room.availablePermits();
    }

    /**
     * Waits until every task has run.
     *
     * @throws RuntimeException what a task failed with; others may wait for it for ever
     */
    void awaitIdle() throws InterruptedException {
        while (!room.tryAcquire(most, 100, TimeUnit.MILLISECONDS)) {
            throwFailure();
        }
        room.release(most);
        throwFailure();
    }

    private void throwFailure() {
        var cause = failure.get();
        if (cause != null) {
            throw cause;
        }
    }
}
