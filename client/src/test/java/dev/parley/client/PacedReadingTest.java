package dev.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.parley.client.fake.FakePlatform;
import dev.parley.client.fake.Mischief;
import dev.parley.client.socket.Closed;
import dev.parley.client.socket.SocketEndpoint;
import dev.parley.client.socket.SocketLoops;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that read slowly, and those that stop before they began. */
class PacedReadingTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MESSAGES = 20;

    private FakePlatform platform;
    private PlatformClient rest;
    private SocketLoops loops;

    @BeforeEach
    void start() {
        platform = FakePlatform.start(Mischief.NONE);
        rest = new PlatformClient(platform.url(), "key", TIMEOUT);
        // One thread for all: what came to one socket before another one was read before it too, had it been asked for.
        loops = SocketLoops.start(List.of(SocketEndpoint.of(platform.url())), 1, List.of());
        rest.createGroup("t", "ann", "group");
        rest.join("t", "bob", "join");
    }

    @AfterEach
    void stop() {
        loops.close();
        rest.close();
        platform.close();
    }

    @Test
    void aByteAnHourBringsNoMessageUntilTheClientReadsOn() throws InterruptedException {
        var ann = new Device(() -> "ann", Duration.ofHours(1));
        assertEquals("ann", ((ServerFrame.Welcome) ann.next()).user());
        var bob = new Device(() -> "bob", Duration.ZERO);
        bob.next();

        post();

        for (var number = 0; number < MESSAGES; number++) {
            assertEquals("m" + number, bob.nextText());
        }
        assertEquals(0, ann.lives());
        ann.follower.readAByteEach(Duration.ZERO);
        for (var number = 0; number < MESSAGES; number++) {
            assertEquals("m" + number, ann.nextText());
        }
    }

    @Test
    void holdsForTheNextConnectionToo() throws InterruptedException {
        var ann = new Device(() -> "ann", Duration.ofHours(1));
        ann.next();
        ann.follower.breakOff();
        ann.nextOf(ServerFrame.Welcome.class);
        var bob = new Device(() -> "bob", Duration.ZERO);
        bob.nextOf(ServerFrame.Welcome.class);

        post();

        for (var number = 0; number < MESSAGES; number++) {
            assertEquals("m" + number, bob.nextText());
        }
        assertEquals(0, ann.lives());
    }

    @Test
    void nobodyConnectsWhoWasStoppedBefore() throws InterruptedException {
        var stopped = new CompletableFuture<String>();
        var ann = new Device(stopped::join, Duration.ZERO);
        ann.follower.stop();
        stopped.complete("ann");
        var bob = new Device(() -> "bob", Duration.ZERO);
        bob.next();

        post();
        for (var number = 0; number < MESSAGES; number++) {
            assertEquals("m" + number, bob.nextText());
        }
        assertNull(ann.frames.peek());
    }

    private void post() {
        for (var number = 0; number < MESSAGES; number++) {
            rest.postAs("bob", new OutgoingMessage("id-" + number, new MessageReceiver.Group("t"), "m" + number));
        }
    }

    /** What a user's device hears. */
    private final class Device implements Follower.Listener {
        private final BlockingQueue<ServerFrame> frames = new LinkedBlockingQueue<>();
        private final Follower follower;

        Device(Supplier<String> token, Duration aByte) {
            var gate = new CompletableFuture<Boolean>();
            follower = Follower.start(
                    loops,
                    new Follower.Identity("phone", () -> {
                        gate.join();
                        return token.get();
                    }),
                    null,
                    this);
            follower.readAByteEach(aByte);
            gate.complete(true);
        }

        ServerFrame next() throws InterruptedException {
            return Objects.requireNonNull(frames.poll(TIMEOUT.toSeconds(), TimeUnit.SECONDS), "No frame came.");
        }

        ServerFrame nextOf(Class<? extends ServerFrame> type) throws InterruptedException {
            var frame = next();
            while (!type.isInstance(frame)) {
                frame = next();
            }
            return frame;
        }

        /** Without the others: it hears of the server so seldom that it may have come back in between. */
        long lives() {
            return frames.stream().filter(ServerFrame.Live.class::isInstance).count();
        }

        String nextText() throws InterruptedException {
            return Objects.requireNonNull(
                    ((ServerFrame.Live) nextOf(ServerFrame.Live.class)).event().text());
        }

        @Override
        public void received(ServerFrame frame, long receivedAt) {
            frames.add(frame);
        }

        @Override
        public void lost(Closed why) {
            // It comes back.
        }
    }
}
