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

class LaneTest {
    private final ArrayDeque<Runnable> threads = new ArrayDeque<>();
    private final List<Integer> done = new ArrayList<>();
    private int resumed;

    private Lane lane() {
        return new Lane(threads::add, () -> resumed++);
    }

    private Runnable task(int number) {
        return () -> done.add(number);
    }

    @Test
    void startsOneThreadForAllThatWaits() {
        var lane = lane();
        IntStream.range(0, 5).forEach(i -> lane.add(task(i)));
        assertEquals(1, threads.size());
        threads.remove().run();
        assertEquals(List.of(0, 1, 2, 3, 4), done);
        lane.add(task(5));
        assertEquals(1, threads.size());
    }

    @Test
    void saysWhenNoMoreShouldBeReadAndWhenItMayGoOn() {
        var lane = lane();
        for (var i = 1; i < Lane.MAX_WAITING; i++) {
            assertTrue(lane.add(task(i)));
        }
        assertFalse(lane.add(task(0)));
        assertEquals(0, resumed);
        threads.remove().run();
        assertEquals(1, resumed);
        assertEquals(Lane.MAX_WAITING, done.size());
    }

    @Test
    void isIdleOnlyWhenAllIsDone() {
        var lane = lane();
        assertTrue(lane.isIdle());
        lane.add(task(1));
        assertFalse(lane.isIdle());
        threads.remove().run();
        assertTrue(lane.isIdle());
        lane.close();
        assertFalse(lane.isIdle());
    }

    @Test
    void doesNothingAfterItWasClosed() {
        var lane = lane();
        lane.add(task(1));
        lane.close();
        lane.add(task(2));
        threads.remove().run();
        assertEquals(List.of(), done);
    }

    @Test
    void doesOneAtATimeAndInOrder() throws InterruptedException {
        var atOnce = new AtomicInteger();
        var seen = new ArrayList<Integer>();
        var left = new CountDownLatch(10_000);
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var lane = new Lane(pool, () -> {});
            IntStream.range(0, 10_000)
                    .forEach(i -> lane.add(() -> {
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
