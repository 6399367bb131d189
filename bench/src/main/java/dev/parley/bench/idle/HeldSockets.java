package dev.parley.bench.idle;

import dev.parley.client.Follower;
import dev.parley.client.Outcome;
import dev.parley.client.PlatformClient;
import dev.parley.client.RequestRefusedException;
import dev.parley.client.RetryBackoff;
import dev.parley.client.ServerFrame;
import dev.parley.client.Tokens;
import dev.parley.client.run.Crowd;
import dev.parley.client.socket.Closed;
import dev.parley.client.socket.SocketLoops;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Users who are connected, each with a socket, and do nothing. */
final class HeldSockets implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    /** All at once would keep each other from saying hello in time. */
    private static final int ARRIVING_AT_ONCE = 200;

    private final PlatformClient platform;
    private final Tokens tokens;
    private final SocketLoops loops;
    private final String prefix;
    private final Queue<Follower> followers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final Map<String, Integer> reasons = new ConcurrentHashMap<>();

    /** @param prefix begins the names of the users */
    HeldSockets(PlatformClient platform, SocketLoops loops, String prefix) {
        this.platform = platform;
        this.tokens = new Tokens(platform, prefix);
        this.loops = loops;
        this.prefix = prefix;
    }

    /** Adds users until there are so many, and returns when each was welcomed. */
    void growTo(int count) {
        var there = followers.size();
        var places = new Semaphore(ARRIVING_AT_ONCE);
        Crowd.forEach(Math.max(0, count - there), i -> {
            places.acquireUninterruptibly();
            try {
                connect(String.format("%s-%06d", prefix, there + i));
            } finally {
                places.release();
            }
        });
    }

    private void connect(String user) {
        create(user);
        tokens.of(user);
        var held = new Held();
        followers.add(Follower.start(loops, new Follower.Identity(prefix, () -> tokens.of(user)), null, held));
        held.awaitWelcome(user);
    }

    private void create(String user) {
        var waiting = new RetryBackoff(TIMEOUT);
        while (true) {
            switch (platform.createUser(user, user, user)) {
                case Outcome.Accepted _ -> {
                    return;
                }
                case Outcome.Refused(var code, var detail) ->
                    throw new RequestRefusedException(user + " was refused: " + code + " " + detail);
                case Outcome.Unknown(var why, var retryAfter) -> waiting.pause(retryAfter, user + " (" + why + ")");
            }
        }
    }

    int open() {
        return open.get();
    }

    /** Connections that ended by themselves, however many came back. */
    int lost() {
        return lost.get();
    }

    /** How often each reason ended a connection. */
    Map<String, Integer> reasons() {
        return Map.copyOf(reasons);
    }

    @Override
    public void close() {
        followers.forEach(Follower::stop);
    }

    private final class Held implements Follower.Listener {
        private final CountDownLatch welcome = new CountDownLatch(1);

        void awaitWelcome(String user) {
            try {
                if (!welcome.await(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException(user + " was not welcomed within " + TIMEOUT.toSeconds() + " s.");
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void received(ServerFrame frame, long receivedAt) {
            if (frame instanceof ServerFrame.Welcome) {
                open.incrementAndGet();
                welcome.countDown();
            }
        }

        @Override
        public void lost(Closed why) {
            open.decrementAndGet();
            lost.incrementAndGet();
            reasons.merge(why.toString(), 1, Integer::sum);
        }
    }
}
