package dev.parley.wsfanout.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
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
    private final List<String> handled = new ArrayList<>();
    private int resumed;

    private Lane lane() {
        return new Lane(
                threads::add, text -> handled.add(new String(text, StandardCharsets.US_ASCII)), () -> resumed++);
    }

    private static byte[] text(int number) {
        return Integer.toString(number).getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void startsOneThreadForAllThatWaits() {
        var lane = lane();
        IntStream.range(0, 5).forEach(i -> lane.add(text(i)));
        assertEquals(1, threads.size());
        threads.remove().run();
        assertEquals(List.of("0", "1", "2", "3", "4"), handled);
        lane.add(text(5));
        assertEquals(1, threads.size());
    }

    @Test
    void saysWhenNoMoreShouldBeReadAndWhenItMayGoOn() {
        var lane = lane();
        for (var i = 1; i < Lane.MAX_WAITING; i++) {
            assertTrue(lane.add(text(i)));
        }
        assertFalse(lane.add(text(0)));
        assertEquals(0, resumed);
        threads.remove().run();
        assertEquals(1, resumed);
        assertEquals(Lane.MAX_WAITING, handled.size());
    }

    @Test
    void isIdleOnlyWhenAllIsHandled() {
        var lane = lane();
        assertTrue(lane.isIdle());
        lane.add(text(1));
        assertFalse(lane.isIdle());
        threads.remove().run();
        assertTrue(lane.isIdle());
        lane.close();
        assertFalse(lane.isIdle());
    }

    @Test
    void handlesNothingAfterItWasClosed() {
        var lane = lane();
        lane.add(text(1));
        lane.close();
        lane.add(text(2));
        threads.remove().run();
        assertEquals(List.of(), handled);
    }

    @Test
    void handlesOneAtATimeAndInOrder() throws InterruptedException {
        var atOnce = new AtomicInteger();
        var seen = new ArrayList<Integer>();
        var done = new CountDownLatch(10_000);
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var lane = new Lane(
                    pool,
                    text -> {
                        assertEquals(1, atOnce.incrementAndGet());
                        seen.add(Integer.valueOf(new String(text, StandardCharsets.US_ASCII)));
                        atOnce.decrementAndGet();
                        done.countDown();
                    },
                    () -> {});
            IntStream.range(0, 10_000).forEach(i -> lane.add(text(i)));
            assertTrue(done.await(10, TimeUnit.SECONDS));
        }
        assertEquals(IntStream.range(0, 10_000).boxed().toList(), seen);
    }
}
