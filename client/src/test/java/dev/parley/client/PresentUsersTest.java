package dev.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.parley.client.ServerFrame.PresentUser;
import dev.parley.client.fake.FakePlatform;
import dev.parley.client.fake.Mischief;
import dev.parley.client.socket.Closed;
import dev.parley.client.socket.SocketEndpoint;
import dev.parley.client.socket.SocketLoops;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Alice watches Bob, who says what he is. */
class PresentUsersTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final class Received implements Follower.Listener {
        private final LinkedBlockingQueue<ServerFrame> frames = new LinkedBlockingQueue<>();

        @Override
        public void received(ServerFrame frame, long receivedAt) {
            frames.add(frame);
        }

        @Override
        public void lost(Closed why) {}

        <T extends ServerFrame> T next(Class<T> type) throws InterruptedException {
            while (true) {
                var frame = frames.poll(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
                assertNotNull(frame, "no " + type.getSimpleName());
                if (type.isInstance(frame)) {
                    return type.cast(frame);
                }
            }
        }
    }

    @Test
    void isSaidAndShown() throws InterruptedException {
        try (var fake = FakePlatform.start(Mischief.NONE);
                var platform = new PlatformClient(fake.url(), "key", TIMEOUT);
                var loops = SocketLoops.start(List.of(SocketEndpoint.of(fake.url())), 1, List.of())) {
            platform.createUser("alice", "Alice", "a");
            platform.createUser("bob", "Bob", "b");
            var seenByAlice = new Received();
            var seenByBob = new Received();
            var alice = Follower.start(loops, new Follower.Identity("p", () -> "alice"), null, seenByAlice);
            var bob = Follower.start(loops, new Follower.Identity("p", () -> "bob"), null, seenByBob);
            seenByAlice.next(ServerFrame.Welcome.class);
            seenByBob.next(ServerFrame.Welcome.class);

            alice.watch("w1", List.of("bob"));
            var answer = seenByAlice.next(ServerFrame.Presence.class);
            assertEquals("w1", answer.ref());
            assertEquals(List.of(new PresentUser("bob", "online", null, null, null)), answer.users());

            bob.send("p1", new OwnPresence("busy", "Soon", null));
            assertEquals("p1", seenByBob.next(ServerFrame.PresenceTaken.class).ref());
            var change = seenByAlice.next(ServerFrame.Presence.class);
            assertNull(change.ref());
            assertEquals(List.of(new PresentUser("bob", "busy", "Soon", null, null)), change.users());
            alice.stop();
            bob.stop();
        }
    }
}
