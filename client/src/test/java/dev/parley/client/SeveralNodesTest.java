package dev.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.client.fake.FakePlatform;
import dev.parley.client.fake.Mischief;
import dev.parley.client.socket.Closed;
import dev.parley.client.socket.SocketEndpoint;
import dev.parley.client.socket.SocketLoops;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeveralNodesTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private FakePlatform alive;
    private URI dead = URI.create("");

    @BeforeEach
    void start() throws IOException {
        alive = FakePlatform.start(Mischief.NONE);
        // Nobody listens there any more.
        try (var gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            dead = URI.create("http://127.0.0.1:" + gone.getLocalPort());
        }
    }

    @AfterEach
    void stop() {
        alive.close();
    }

    @Test
    void restGoesToTheNextNodeAndStaysThere() {
        try (var platform = new PlatformClient(List.of(dead, alive.url()), "key", TIMEOUT)) {
            assertInstanceOf(Outcome.Unknown.class, platform.createUser("alice", "Alice", "a"));
            assertInstanceOf(Outcome.Accepted.class, platform.createUser("alice", "Alice", "a"));
            assertInstanceOf(Outcome.Accepted.class, platform.createUser("bob", "Bob", "b"));
        }
    }

    @Test
    void aFollowerComesBackToTheNextNode() throws InterruptedException {
        var endpoints = List.of(SocketEndpoint.of(dead), SocketEndpoint.of(alive.url()));
        try (var platform = new PlatformClient(alive.url(), "key", TIMEOUT);
                var loops = SocketLoops.start(endpoints, 1, List.of())) {
            platform.createUser("alice", "Alice", "a");
            var token = platform.mintToken("alice", "phone");
            var seen = new Seen();
            var follower = Follower.start(loops, new Follower.Identity("phone", () -> token), Map.of(), seen);

            assertTrue(seen.welcome.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS));
            assertEquals(1, seen.losses.get());
            follower.stop();
        }
    }

    @Test
    void aFollowerBeginsWhereItIsTold() throws InterruptedException {
        var endpoints = List.of(SocketEndpoint.of(dead), SocketEndpoint.of(alive.url()));
        try (var platform = new PlatformClient(alive.url(), "key", TIMEOUT);
                var loops = SocketLoops.start(endpoints, 1, List.of())) {
            platform.createUser("alice", "Alice", "a");
            var token = platform.mintToken("alice", "phone");
            var seen = new Seen();
            var follower = Follower.start(loops, new Follower.Identity("phone", () -> token, 3), Map.of(), seen);

            assertTrue(seen.welcome.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS));
            assertEquals(0, seen.losses.get());
            follower.stop();
        }
    }

    private static final class Seen implements Follower.Listener {
        private final CountDownLatch welcome = new CountDownLatch(1);
        private final AtomicInteger losses = new AtomicInteger();

        @Override
        public void received(ServerFrame frame, long receivedAt) {
            if (frame instanceof ServerFrame.Welcome) {
                welcome.countDown();
            }
        }

        @Override
        public void lost(Closed why) {
            losses.incrementAndGet();
        }
    }
}
