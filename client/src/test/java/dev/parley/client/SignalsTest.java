package dev.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.parley.client.fake.FakePlatform;
import dev.parley.client.fake.Mischief;
import dev.parley.client.socket.Closed;
import dev.parley.client.socket.SocketEndpoint;
import dev.parley.client.socket.SocketLoops;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients show each other while it lasts. */
class SignalsTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private FakePlatform platform;
    private SocketLoops loops;

    @BeforeEach
    void start() {
        platform = FakePlatform.start(Mischief.NONE);
        loops = SocketLoops.start(List.of(SocketEndpoint.of(platform.url())), 1, List.of());
        try (var rest = new PlatformClient(platform.url(), "key", TIMEOUT)) {
            rest.createGroup("t", "ann", "group");
            rest.join("t", "bob", "join");
        }
    }

    @AfterEach
    void stop() {
        loops.close();
        platform.close();
    }

    @Test
    void reachTheOtherMembers() throws InterruptedException {
        var ann = Device.of(loops, "ann");
        var bob = Device.of(loops, "bob");

        bob.follower.type("g:t", true);
        bob.follower.show("g:t", "{\"cursor\":[12,40]}");
        bob.follower.type("g:t", false);

        assertEquals(new ServerFrame.Typing("g:t", List.of("bob"), true, 5_000, null), ann.next());
        assertEquals(new ServerFrame.Transient("g:t", "bob", "{\"cursor\":[12,40]}"), ann.next());
        assertEquals(List.of("bob"), ((ServerFrame.Typing) ann.next()).users());
        ann.follower.stop();
        bob.follower.stop();
    }

    @Test
    void areRefusedFromAStranger() throws InterruptedException {
        var eve = Device.of(loops, "eve");

        eve.follower.type("g:t", true);

        assertEquals(
                new ServerFrame.Other("rejected", "conversation-not-found", "Conversation not found."), eve.next());
        eve.follower.stop();
    }

    @Test
    void areKeptAliveByAPingEachHeartbeatThatSaysWhetherTheDeviceIsIdle() throws InterruptedException {
        var ann = Device.of(loops, "ann");
        assertInstanceOf(ServerFrame.Pong.class, ann.next());
        assertEquals("ann -", platform.pings().getFirst());

        ann.follower.setIdle(true);
        while (!platform.pings().contains("ann true")) {
            ann.next();
        }

        platform.breakConnections();
        var frame = ann.next();
        while (!(frame instanceof ServerFrame.Welcome)) {
            frame = ann.next();
        }
        ann.next();
        assertEquals("ann true", platform.pings().getLast(), "on the next connection, too");
        ann.follower.stop();
    }

    /** What a user's device hears. */
    private static final class Device implements Follower.Listener {
        private final BlockingQueue<ServerFrame> frames = new LinkedBlockingQueue<>();
        private final Follower follower;

        private Device(SocketLoops loops, String user) {
            follower = Follower.start(loops, new Follower.Identity(user + "-phone", () -> user), null, this);
        }

        static Device of(SocketLoops loops, String user) throws InterruptedException {
            var device = new Device(loops, user);
            assertEquals(user, ((ServerFrame.Welcome) device.next()).user());
            return device;
        }

        ServerFrame next() throws InterruptedException {
            return Objects.requireNonNull(frames.poll(TIMEOUT.toSeconds(), TimeUnit.SECONDS), "No frame came.");
        }

        @Override
        public void received(ServerFrame frame, long receivedAt) {
            frames.add(frame);
        }

        @Override
        public void lost(Closed why) {
            // The test ends.
        }
    }
}
