package dev.parley.edge.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.errors.ErrorCode;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class PendingOutcomesTest {
    private static final Answer HELD = new Answer.Held();
    private static final Answer LATE = new Answer.Unknown(ErrorCode.LOG_UNAVAILABLE, "d", Duration.ofSeconds(1));

    // Begins just before the counter overflows, as System.nanoTime() may.
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 10);
    private final PendingOutcomes pending = new PendingOutcomes(Duration.ofSeconds(5), clock::get);

    @Test
    void endsAWaitOnce() {
        var wait = pending.begin();
        assertEquals(wait, pending.complete(wait.correlation(), HELD));
        assertNull(pending.complete(wait.correlation(), LATE));
        assertEquals(HELD, wait.answer().join());
    }

    @Test
    void endsTheWaitsThatLastedLongEnoughAndNoOthers() {
        var first = pending.begin();
        var answered = pending.begin();
        pass(3);
        var second = pending.begin();
        pending.complete(answered.correlation(), HELD);
        pass(1);
        pending.expire(LATE);
        assertFalse(first.answer().isDone());
        pass(1);
        pending.expire(LATE);
        assertEquals(LATE, first.answer().join());
        assertEquals(HELD, answered.answer().join());
        assertFalse(second.answer().isDone());
        pass(3);
        pending.expire(LATE);
        assertTrue(second.answer().isDone());
    }

    @Test
    void endsAllThatIsLeft() {
        var wait = pending.begin();
        pending.awaitNone(Duration.ofMillis(1));
        assertFalse(wait.answer().isDone());
        pending.abandon(LATE);
        assertEquals(LATE, wait.answer().join());
        pending.awaitNone(Duration.ofHours(1));
    }

    @Test
    void countsThoseWhoWait() {
        assertEquals(0, pending.count());
        var wait = pending.begin();
        pending.begin();
        assertEquals(2, pending.count());
        pending.complete(wait.correlation(), HELD);
        assertEquals(1, pending.count());
        pass(5);
        pending.expire(LATE);
        assertEquals(0, pending.count());
    }

    @Test
    void holdsOnToNoAnswer() {
        var first = pending.begin();
        var answer = new WeakReference<>(answered());
        for (var i = 0; i < 100 && answer.get() != null; i++) {
            System.gc();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        assertNull(answer.get());
        assertFalse(first.answer().isDone());
    }

    private CompletableFuture<Answer> answered() {
        var wait = pending.begin();
        pending.complete(wait.correlation(), HELD);
        return wait.answer();
    }

    private void pass(long seconds) {
        clock.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }
}
