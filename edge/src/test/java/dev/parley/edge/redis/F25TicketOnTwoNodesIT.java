package dev.parley.edge.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.testkit.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Fault 25: the same ticket on two nodes at once lets one in. */
class F25TicketOnTwoNodesIT {
    /** So that no stall of the machine counts as an outage of Redis. */
    private static final Duration LONG = Duration.ofSeconds(60);

    private final TestRedis redis = TestRedis.start();
    private final RedisNode one = RedisNode.connected(redis, "one", LONG);
    private final RedisNode other = RedisNode.connected(redis, "other", LONG);

    @AfterEach
    void stop() {
        one.close();
        other.close();
        redis.close();
    }

    @Test
    void letsOneInOverAllNodes() throws InterruptedException {
        for (var round = 0; round < 50; round++) {
            var ticket = "t" + round;
            var gate = new CountDownLatch(1);
            var let = new AtomicInteger();
            var threads = IntStream.range(0, 8)
                    .mapToObj(i -> Thread.ofVirtual().start(() -> {
                        awaitQuietly(gate);
                        var node = List.of(one, other).get(i % 2);
                        if (node.tickets.redeem(ticket, node.instant().plusSeconds(60))) {
                            let.incrementAndGet();
                        }
                    }))
                    .toList();
            gate.countDown();
            for (var thread : threads) {
                thread.join();
            }
            assertEquals(1, let.get(), ticket);
        }
    }

    private static void awaitQuietly(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
