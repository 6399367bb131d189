package dev.parley.bench.load;

import dev.parley.bench.report.Quantiles;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.ConcurrentHistogram;

/** Does one thing after the other at given times while it is on, on a thread of its own, whatever became of the ones before. */
final class Pulse implements AutoCloseable {
    private static final Duration IDLE = Duration.ofMillis(5);

    private final Supplier<Schedule> schedules;
    private final Thread thread;
    private final AtomicLong beats = new AtomicLong();
    private final ConcurrentHistogram lateness = new ConcurrentHistogram(3);
    private long onSince;
    private long onNanos;
    private volatile boolean isOn;
    private volatile boolean isStopping;

    /** What comes next, and when. For one thread. */
    interface Schedule {
        Beat next();
    }

    /**
     * One thing to be done.
     *
     * @param nanos after it was turned on
     * @param task returns at once
     */
    record Beat(long nanos, Runnable task) {}

    private Pulse(String name, Supplier<Schedule> schedules) {
        this.schedules = schedules;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
        lateness.setAutoResize(true);
    }

    /**
     * It is off at first.
     *
     * @param schedules makes one each time it is turned on
     */
    static Pulse start(String name, Supplier<Schedule> schedules) {
        var pulse = new Pulse(name, schedules);
        pulse.thread.start();
        return pulse;
    }

    /** For one thread, as is {@link #secondsOn}. */
    void turn(boolean isOnNow) {
        if (isOn && !isOnNow) {
            onNanos += System.nanoTime() - onSince;
        }
        onSince = System.nanoTime();
        isOn = isOnNow;
    }

    /** How long it was on in all; whole stretches only. */
    double secondsOn() {
        return onNanos / 1e9;
    }

    /** Things done. */
    long beats() {
        return beats.get();
    }

    /** How late they were done. */
    Quantiles lateness() {
        return Quantiles.of(lateness.copy());
    }

    private void run() {
        while (!isStopping) {
            if (isOn) {
                beat(schedules.get());
            } else {
                LockSupport.parkNanos(IDLE.toNanos());
            }
        }
    }

    private void beat(Schedule schedule) {
        var pacer = new Pacer();
        var begun = System.nanoTime();
        while (isOn && !isStopping) {
            var next = schedule.next();
            var intendedAt = begun + next.nanos();
            pacer.await(intendedAt);
            if (!isOn) {
                return;
            }
            next.task().run();
            lateness.recordValue(Math.max(0, System.nanoTime() - intendedAt));
            beats.incrementAndGet();
        }
    }

    @Override
    public void close() {
        isStopping = true;
    }
}
