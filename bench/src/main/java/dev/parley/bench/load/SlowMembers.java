package dev.parley.bench.load;

import dev.parley.client.Follower;
import dev.parley.client.PlatformClient;
import dev.parley.client.ReceivedEvent;
import dev.parley.client.ServerFrame;
import dev.parley.client.Tokens;
import dev.parley.client.ledger.Ledger;
import dev.parley.client.ledger.Reading;
import dev.parley.client.ledger.Seen;
import dev.parley.client.run.Crowd;
import dev.parley.client.socket.Closed;
import dev.parley.client.socket.SocketLoops;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Members of a group who read next to nothing of what is said in it, while their pings say that they are alive. Cut off, they come back and
 * read as slowly again. In the end they read on, and must get everything: what came is in the ledger, as of any other reader.
 */
final class SlowMembers implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    /** More often than a client must: whoever does not read learns only from writing that the connection is gone. */
    private static final Duration PING = Duration.ofSeconds(5);

    private final Duration timeOfAByte;
    private final PlatformClient platform;
    private final SocketLoops loops;
    private final Tokens tokens;
    private final AtomicLong lost = new AtomicLong();
    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
    private volatile List<Member> present = List.of();
    private volatile boolean isStopping;

    /**
     * @param timeOfAByte of which one is read in it
     * @param platform closed with this, as are the loops
     */
    SlowMembers(Duration timeOfAByte, PlatformClient platform, SocketLoops loops) {
        this.timeOfAByte = timeOfAByte;
        this.platform = platform;
        this.loops = loops;
        this.tokens = new Tokens(platform, "slow");
        ping();
    }

    /** Connects them, and returns when they do not read any more. The group must have them as members. */
    void arrive(List<String> users, String conversation, long head, Ledger ledger) {
        var arriving = users.stream()
                .map(user -> new Member(user, ledger.reading(user, conversation, head)))
                .toList();
        Crowd.forEach(arriving.size(), i -> arriving.get(i).arrive(head));
        present = arriving;
    }

    /** They read on; returns how many seconds it took until the last of them had everything. What is missing is a fault. */
    double catchUp(Ledger ledger, Duration atMost) {
        var began = System.nanoTime();
        present.forEach(Member::readOn);
        var heads = ledger.heads();
        while (!present.stream().allMatch(member -> member.has(heads))
                && System.nanoTime() - began < atMost.toNanos()) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        present.stream()
                .filter(member -> !member.has(heads))
                .forEach(member -> faults.add(member.reading.reader() + " was at " + member.reading.position()
                        + " and not at the end after " + atMost.toSeconds() + " s"));
        return (System.nanoTime() - began) / 1e9;
    }

    void leave() {
        present.forEach(Member::leave);
        present = List.of();
    }

    /** Connections that ended, whoever ended them. */
    long lost() {
        return lost.get();
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    private void ping() {
        if (!isStopping) {
            present.forEach(Member::ping);
            loops.first().schedule(PING, this::ping);
        }
    }

    @Override
    public void close() {
        isStopping = true;
        leave();
        loops.close();
        platform.close();
    }

    private final class Member implements Follower.Listener {
        private final String user;
        private final Reading reading;
        private final CountDownLatch welcome = new CountDownLatch(1);
        private volatile @Nullable Follower follower;

        Member(String user, Reading reading) {
            this.user = user;
            this.reading = reading;
        }

        void arrive(long head) {
            tokens.of(user);
            var identity = new Follower.Identity(tokens.device(), () -> tokens.of(user));
            var opened = Follower.start(loops, identity, Map.of(reading.conversation(), head), this);
            opened.readAByteEach(timeOfAByte);
            follower = opened;
            try {
                if (!welcome.await(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException(user + " was not welcomed within " + TIMEOUT.toSeconds() + " s.");
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        void readOn() {
            var open = follower;
            if (open != null) {
                open.readAByteEach(Duration.ZERO);
            }
        }

        void ping() {
            var open = follower;
            if (open != null) {
                open.setIdle(false);
            }
        }

        boolean has(Map<String, Long> heads) {
            return reading.position() >= heads.getOrDefault(reading.conversation(), 0L);
        }

        void leave() {
            var open = follower;
            if (open != null) {
                open.stop();
            }
        }

        @Override
        public void received(ServerFrame frame, long receivedAt) {
            switch (frame) {
                case ServerFrame.Welcome _ -> welcome.countDown();
                case ServerFrame.Live(var event) -> reading.add(seen(event));
                case ServerFrame.Resync(var conversation, var seq, var reason) ->
                    faults.add(user + " was told to reload " + conversation + " from " + seq + ": " + reason);
                case ServerFrame.Other(var type, var code, var detail) ->
                    faults.add(user + ": " + type + " " + code + ": " + detail);
                default -> {}
            }
        }

        @Override
        public void lost(Closed why) {
            lost.incrementAndGet();
        }
    }

    private static Seen seen(ReceivedEvent event) {
        return new Seen(event.conversation(), event.seq(), event.eventId(), event.actionId(), event.text());
    }
}
