package dev.parley.bench.load;

import dev.parley.bench.process.ThreadPriority;
import dev.parley.bench.report.Quantiles;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.ConcurrentHistogram;
import org.jspecify.annotations.Nullable;

/** Requests at fixed times, whatever became of the ones before, each timed from when it should have been sent. */
public final class TimedCalls {
    private TimedCalls() {}

    /** @param lateness of this program itself */
    public record Times(Quantiles latency, Quantiles lateness) {}

    /**
     * Returns when every call has returned.
     *
     * @param warmUp the same calls before anything is measured
     * @param rate calls a second
     * @throws RuntimeException what a call failed with
     */
    public static Times run(Duration warmUp, Duration duration, double rate, Runnable call) {
        var latency = new ConcurrentHistogram(3);
        latency.setAutoResize(true);
        var failure = new AtomicReference<@Nullable RuntimeException>();
        var pacer = new Pacer();
        var warm = count(warmUp, rate);
        try (var _ = ThreadPriority.raise();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var start = System.nanoTime();
            for (var number = 0L; number < warm + count(duration, rate); number++) {
                if (number == warm) {
                    pacer.reset();
                }
                var intendedAt = start + (long) (number * 1e9 / rate);
                var isMeasured = number >= warm;
                pacer.await(intendedAt);
                threads.execute(() -> {
                    try {
                        call.run();
                    } catch (RuntimeException e) {
                        failure.compareAndSet(null, e);
                    }
                    if (isMeasured) {
                        latency.recordValue(System.nanoTime() - intendedAt);
                    }
                });
            }
        }
        var cause = failure.get();
        if (cause != null) {
            throw cause;
        }
        return new Times(Quantiles.of(latency), pacer.lateness());
    }

    private static long count(Duration time, double rate) {
        return Math.round(rate * time.toNanos() / 1e9);
    }
}
