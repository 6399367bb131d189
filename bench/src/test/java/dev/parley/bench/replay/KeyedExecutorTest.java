package dev.parley.bench.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyedExecutorTest {
    private final KeyedExecutor lanes = new KeyedExecutor(10);

    @Test
    void runsTheTasksOfAUserInOrder() throws InterruptedException {
        var done = Collections.synchronizedList(new ArrayList<Integer>());
        for (var i = 0; i < 200; i++) {
            var number = i;
            lanes.add("ann", () -> done.add(number));
        }
        lanes.awaitIdle();

        assertEquals(IntStream.range(0, 200).boxed().toList(), List.copyOf(done));
        assertEquals(0, lanes.underWay());
    }

    @Test
    void doesNotLetOneUserWaitForAnother() throws InterruptedException {
        var gate = new CountDownLatch(1);
        var passed = new CountDownLatch(1);
        lanes.add("slow", () -> await(gate));
        lanes.add("quick", passed::countDown);

        assertTrue(passed.await(10, TimeUnit.SECONDS));
        gate.countDown();
        lanes.awaitIdle();
    }

    @Test
    void tellsWhatATaskFailedWith() throws InterruptedException {
        lanes.add("ann", () -> {
            throw new CannotPlayException("broken");
        });

        assertThrows(CannotPlayException.class, lanes::awaitIdle);
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
