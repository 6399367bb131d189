package dev.parley.wsfanout.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SerialExecutorTest {
    private final ArrayDeque<Runnable> threads = new ArrayDeque<>();
    private final List<Integer> done = new ArrayList<>();
    private int resumed;

    private SerialExecutor executor() {
        return new SerialExecutor(threads::add, () -> resumed++);
    }

    private Runnable task(int number) {
        return () -> done.add(number);
    }

    @Test
    void startsOneThreadForAllThatWaits() {
        var executor = executor();
        IntStream.range(0, 5).forEach(i -> executor.add(task(i)));
        assertEquals(1, threads.size());
        threads.remove().run();
        assertEquals(List.of(0, 1, 2, 3, 4), done);
        executor.add(task(5));
        assertEquals(1, threads.size());
    }

    @Test
    void saysWhenNoMoreShouldBeReadAndWhenItMayGoOn() {
        var executor = executor();
        for (var i = 1; i < SerialExecutor.MAX_WAITING; i++) {
            assertTrue(executor.add(task(i)));
        }
        assertFalse(executor.add(task(0)));
        assertEquals(0, resumed);
        threads.remove().run();
        assertEquals(1, resumed);
        assertEquals(SerialExecutor.MAX_WAITING, done.size());
    }

    @Test
    void isIdleOnlyWhenAllIsDone() {
        var executor = executor();
        assertTrue(executor.isIdle());
        executor.add(task(1));
        assertFalse(executor.isIdle());
        threads.remove().run();
        assertTrue(executor.isIdle());
        executor.close();
        assertFalse(executor.isIdle());
    }

    @Test
    void doesNothingAfterItWasClosed() {
        var executor = executor();
        executor.add(task(1));
        executor.close();
        executor.add(task(2));
        threads.remove().run();
        assertEquals(List.of(), done);
    }

    @Test
    void doesOneAtATimeAndInOrder() throws InterruptedException {
        var atOnce = new AtomicInteger();
        var seen = new ArrayList<Integer>();
        var left = new CountDownLatch(10_000);
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var executor = new SerialExecutor(pool, () -> {});
            IntStream.range(0, 10_000)
                    .forEach(i -> executor.add(() -> {
                        assertEquals(1, atOnce.incrementAndGet());
                        seen.add(i);
                        atOnce.decrementAndGet();
                        left.countDown();
                    }));
            assertTrue(left.await(10, TimeUnit.SECONDS));
        }
        assertEquals(IntStream.range(0, 10_000).boxed().toList(), seen);
    }
}
