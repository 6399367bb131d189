package dev.parley.wsfanout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.testkit.Eventually;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Complaint 13: a crowd that comes back at once is told to come later, each client at another time. */
class CrowdTest {
    private static RunningNode with(String name, int limit) {
        return RunningNode.with(RunningNode.Sockets.with(Map.of(name, Integer.toString(limit))));
    }

    private static TestSocket ask(RunningNode node, String token) {
        return TestSocket.request(node.front.port(), "/v1/socket", "Authorization: Bearer " + token);
    }

    /** Checks that a socket was refused; for how long, in milliseconds. */
    private static int refused(TestSocket socket, String code) {
        assertEquals(503, socket.status(), socket.head());
        var body = socket.body();
        assertEquals(code, body.path("code").textValue());
        var millis = body.path("retryAfterMs").intValue();
        assertTrue(millis >= 1_000 && millis <= 10_000, body.toString());
        assertEquals((millis + 999) / 1_000, Integer.parseInt(socket.header("Retry-After")));
        return millis;
    }

    @Test
    void takesAsManySocketsAsItMay() {
        try (var node = with("PARLEY_MAX_SOCKETS", 2);
                var first = node.hello("ann");
                var _ = node.hello("bob")) {
            var token = node.token(RunningNode.TENANT, "cem");
            try (var third = ask(node, token)) {
                refused(third, "too-busy");
            }
            first.close();
            Eventually.isTrue("the place of the first one is free", () -> {
                try (var fourth = ask(node, token)) {
                    return fourth.status() == 101;
                }
            });
        }
    }

    @Test
    void letsNoMoreInWhoComeTogether() throws InterruptedException {
        var limit = 5;
        try (var node = with("PARLEY_MAX_SOCKETS", limit)) {
            var token = node.token(RunningNode.TENANT, "ann");
            var sockets = new ConcurrentLinkedQueue<TestSocket>();
            var done = new CountDownLatch(40);
            for (var i = 0; i < 40; i++) {
                Thread.ofVirtual().start(() -> {
                    sockets.add(ask(node, token));
                    done.countDown();
                });
            }
            done.await();
            assertEquals(
                    limit,
                    sockets.stream().filter(socket -> socket.status() == 101).count());
            sockets.forEach(TestSocket::close);
        }
    }

    @Test
    void letsSoManyResumeAtATime() {
        try (var node = with("PARLEY_MAX_RESUMES", 2);
                var first = node.connect("ann");
                var _ = node.connect("ann")) {
            var token = node.token(RunningNode.TENANT, "ann");
            try (var third = ask(node, token)) {
                refused(third, "too-busy");
            }
            first.send("{\"type\":\"hello\",\"device\":\"phone\"}");
            first.expect("welcome");
            try (var fourth = ask(node, token)) {
                assertEquals(101, fourth.status());
            }
        }
    }

    @Test
    void takesNobodyWhileTooManyWaitForTheStore() {
        var waiting = new AtomicInteger(6);
        var sockets = new RunningNode.Sockets(Map.of("PARLEY_MAX_RESUMES", "5"), System::nanoTime, waiting::get);
        try (var node = RunningNode.with(sockets)) {
            var token = node.token(RunningNode.TENANT, "ann");
            try (var refused = ask(node, token)) {
                refused(refused, "too-busy");
            }
            waiting.set(5);
            try (var taken = ask(node, token)) {
                assertEquals(101, taken.status());
            }
        }
    }

    @Test
    void strangersTakeNoPlaces() {
        try (var node = with("PARLEY_MAX_SOCKETS", 1)) {
            for (var i = 0; i < 3; i++) {
                try (var stranger = ask(node, "nonsense")) {
                    assertEquals(401, stranger.status());
                }
            }
            try (var ann = ask(node, node.token(RunningNode.TENANT, "ann"))) {
                assertEquals(101, ann.status());
            }
        }
    }

    @Test
    void spreadsThoseWhomItRefuses() {
        try (var node = with("PARLEY_MAX_SOCKETS", 1);
                var _ = node.connect("ann")) {
            var token = node.token(RunningNode.TENANT, "ann");
            var times = new HashSet<Integer>();
            for (var i = 0; i < 20; i++) {
                try (var socket = ask(node, token)) {
                    times.add(refused(socket, "too-busy"));
                }
            }
            // Of 9,001 times; that 20 are so few different ones has a probability below 10^-50.
            assertTrue(times.size() > 5, times.toString());
            assertEquals(20, node.metric("parley_ws_fanout_refused_upgrades"));
        }
    }

    @Test
    void spreadsThoseWhoAskANodeThatStops() {
        try (var node = RunningNode.start()) {
            var token = node.token(RunningNode.TENANT, "ann");
            node.node.close();
            try (var socket = ask(node, token)) {
                refused(socket, "stopping");
            }
        }
    }

    @Test
    void spreadsThoseWhomItSendsElsewhere() {
        var node = RunningNode.start();
        var sockets = new ArrayList<TestSocket>();
        try (node) {
            for (var i = 0; i < 20; i++) {
                sockets.add(node.hello("ann"));
            }
            var stop = Thread.startVirtualThread(node.node::close);
            var times = new HashSet<Integer>();
            for (var socket : sockets) {
                var after = socket.expect("going-away").path("reconnectAfterMs").intValue();
                assertTrue(after >= 0 && after <= 300, "after " + after);
                times.add(after);
                assertEquals(4010, socket.closeCode());
                socket.close();
            }
            // Of 301 times; that 20 are so few different ones has a probability below 10^-25.
            assertTrue(times.size() > 5, times.toString());
            Eventually.isTrue("it has stopped", () -> !stop.isAlive());
        }
    }
}
