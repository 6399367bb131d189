package dev.parley.wsfanout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Complaint 12: sockets live on behind a proxy that cuts off what is silent for a minute, also where the client does not ping. */
class HeartbeatTest {
    private static final int MINUTES = 10;
    private static final long PROXY_SECONDS = 60;

    private final AtomicLong nanos = new AtomicLong();
    private final RunningNode node = RunningNode.with(new RunningNode.Sockets(Map.of(), nanos::get, () -> 0));

    @AfterEach
    void stop() {
        node.close();
    }

    /** A second goes by, with its check. */
    private void second() {
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        node.node.check();
    }

    private double pings() {
        return node.metric("parley_ws_fanout_pings");
    }

    private void heard(double frames) {
        Eventually.isTrue("the node has heard it", () -> node.metric("parley_ws_fanout_frames_in") == frames);
    }

    @Test
    void keepsASocketWhoseClientOnlyAnswersPings() {
        try (var socket = node.hello("ann")) {
            var pingedAt = new ArrayList<Long>(List.of(0L));
            for (var second = 1L; second <= MINUTES * 60; second++) {
                second();
                if (pings() == pingedAt.size()) {
                    pingedAt.add(second);
                    socket.expect("ping");
                    socket.send("{\"type\":\"pong\"}");
                    // hello and the pongs
                    heard(pingedAt.size());
                }
            }
            socket.expectNothing();
            pingedAt.add(MINUTES * 60L);
            for (var i = 1; i < pingedAt.size(); i++) {
                assertTrue(pingedAt.get(i) - pingedAt.get(i - 1) < PROXY_SECONDS, pingedAt.toString());
            }
        }
    }

    @Test
    void pingsASilentClientOnceAndThenClosesIt() {
        try (var socket = node.hello("ann")) {
            for (var second = 1; second <= 30; second++) {
                second();
            }
            assertEquals(0, pings());
            for (var second = 31; second <= 50; second++) {
                second();
                assertEquals(1, pings(), "in second " + second);
            }
            socket.expect("ping");
            second();
            assertEquals(4000, socket.closeCode());
        }
    }

    @Test
    void doesNotPingAClientThatPingsByItself() {
        try (var socket = node.hello("ann")) {
            for (var second = 1; second <= MINUTES * 60; second++) {
                second();
                if (second % 25 == 0) {
                    socket.expectNothing();
                }
            }
            assertEquals(0, pings());
        }
    }
}
