package dev.parley.edge.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final CircuitBreaker breaker = new CircuitBreaker(nanos::get);

    private void fail(int times) {
        for (var i = 0; i < times; i++) {
            var _ = breaker.failed();
        }
    }

    private void pass(long milliseconds) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(milliseconds));
    }

    @Test
    void letsCallsThroughUntilSeveralFailedInARow() {
        fail(4);
        assertTrue(breaker.allows());
        breaker.succeeded();
        fail(4);
        assertTrue(breaker.allows());
        assertFalse(breaker.isOpen());
        fail(1);
        assertFalse(breaker.allows());
        assertTrue(breaker.isOpen());
    }

    @Test
    void saysOnceThatCallsEndAndThatTheyGoOn() {
        fail(4);
        assertTrue(breaker.failed());
        assertFalse(breaker.failed());
        pass(1000);
        assertTrue(breaker.allows());
        assertFalse(breaker.failed());
        pass(1000);
        assertTrue(breaker.allows());
        assertTrue(breaker.succeeded());
        assertFalse(breaker.succeeded());
        assertFalse(breaker.failed());
        assertFalse(breaker.succeeded());
    }

    @Test
    void letsOneCallTryAfterAPause() {
        fail(5);
        pass(999);
        assertFalse(breaker.allows());
        pass(1);
        assertTrue(breaker.allows());
        assertFalse(breaker.allows());
        breaker.failed();
        pass(999);
        assertFalse(breaker.allows());
        pass(1);
        assertTrue(breaker.allows());
        breaker.succeeded();
        assertTrue(breaker.allows());
        assertTrue(breaker.allows());
    }

    @Test
    void letsAnotherOneTryWhereNothingIsHeardOfTheFirst() {
        fail(5);
        pass(1000);
        assertTrue(breaker.allows());
        pass(999);
        assertFalse(breaker.allows());
        pass(1);
        assertTrue(breaker.allows());
    }

    @Test
    void makesThePauseNoLongerForCallsThatHadBegunBefore() {
        fail(5);
        pass(900);
        fail(100);
        pass(100);
        assertTrue(breaker.allows());
    }

    @Test
    void letsOneOfManyTryThoughAllWouldLikeTo() throws InterruptedException {
        fail(5);
        pass(1000);
        var let = new AtomicInteger();
        var gate = new CountDownLatch(1);
        var threads = IntStream.range(0, 50)
                .mapToObj(_ -> Thread.ofVirtual().start(() -> {
                    try {
                        gate.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    if (breaker.allows()) {
                        let.incrementAndGet();
                    }
                }))
                .toList();
        gate.countDown();
        for (var thread : threads) {
            thread.join();
        }
        assertEquals(1, let.get());
    }
}
