package dev.parley.runtime.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Parts start in order and stop in reverse, come what may. */
final class LifecycleTest {
    private final List<String> happened = Collections.synchronizedList(new ArrayList<>());
    private final Lifecycle lifecycle = new Lifecycle(Duration.ofSeconds(10));

    @Test
    void startsInOrderAndStopsInReverse() {
        lifecycle.add("broker", () -> happened.add("stop broker"));
        lifecycle.start(service("a", () -> {}, () -> {}));
        lifecycle.start(service("b", () -> {}, () -> {}));
        lifecycle.close();
        assertEquals(List.of("start a", "start b", "stop b", "stop a", "stop broker"), happened);
    }

    @Test
    void stopsOnce() {
        lifecycle.start(service("a", () -> {}, () -> {}));
        lifecycle.close();
        lifecycle.close();
        assertEquals(List.of("start a", "stop a"), happened);
    }

    @Test
    void stopsAServiceThatFailedToStartToo() {
        lifecycle.start(service("a", () -> {}, () -> {}));
        Runnable fail = () -> {
            throw new StartException("no");
        };
        assertThrows(StartException.class, () -> lifecycle.start(service("b", fail, () -> {})));
        lifecycle.close();
        assertEquals(List.of("start a", "start b", "stop b", "stop a"), happened);
    }

    @Test
    void goesOnStoppingAfterAFailure() {
        lifecycle.start(service("a", () -> {}, () -> {}));
        lifecycle.start(service("b", () -> {}, () -> {
            throw new IllegalStateException("no");
        }));
        lifecycle.close();
        assertEquals(List.of("start a", "start b", "stop b", "stop a"), happened);
    }

    @Test
    void leavesAPartBehindThatDoesNotStop() {
        var never = new CountDownLatch(1);
        var hasty = new Lifecycle(Duration.ofMillis(50));
        hasty.start(service("a", () -> {}, () -> {}));
        hasty.start(service("b", () -> {}, () -> await(never)));
        assertTimeout(Duration.ofSeconds(20), hasty::close);
        never.countDown();
        assertEquals(List.of("start a", "start b", "stop b", "stop a"), happened);
    }

    @Test
    void startsNothingMoreOnceItIsStopping() {
        lifecycle.close();
        assertThrows(StartException.class, () -> lifecycle.start(service("a", () -> {}, () -> {})));
        assertEquals(List.of(), happened);
    }

    @Test
    void waitsForTheStartThatIsUnderWay() throws InterruptedException {
        var isStarting = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var starter = Thread.ofVirtual()
                .start(() -> lifecycle.start(service(
                        "a",
                        () -> {
                            isStarting.countDown();
                            await(goOn);
                            happened.add("started a");
                        },
                        () -> {})));
        isStarting.await();
        var stopper = Thread.ofVirtual().start(lifecycle::close);
        goOn.countDown();
        starter.join();
        stopper.join();
        assertEquals(List.of("start a", "started a", "stop a"), happened);
    }

    private Service service(String name, Runnable start, Runnable stop) {
        return new Service() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void start() {
                happened.add("start " + name);
                start.run();
            }

            @Override
            public void close() {
                happened.add("stop " + name);
                stop.run();
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
