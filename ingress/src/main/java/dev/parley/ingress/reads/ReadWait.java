package dev.parley.ingress.reads;

import dev.parley.edge.api.Problem;
import dev.parley.ingress.http.RefusedException;
import dev.parley.schemas.errors.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** How long a read waits for the store to catch up with the log. For virtual threads. */
public record ReadWait(Duration atMost) {
    private static final Duration BETWEEN = Duration.ofMillis(10);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** Asks until there is an answer; empty where the time is over, or the thread was told to stop. */
    public <T> Optional<T> until(Supplier<Optional<T>> attempt) {
        var end = System.nanoTime() + atMost.toNanos();
        while (true) {
            var answer = attempt.get();
            if (answer.isPresent()
                    || System.nanoTime() - end >= 0
                    || Thread.currentThread().isInterrupted()) {
                return answer;
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }

    /** The problem of a read that the store could not serve in time. */
    public static RefusedException readBehind() {
        return new RefusedException(Problem.of(ErrorCode.READ_BEHIND).retryAfter(RETRY_AFTER));
    }
}
