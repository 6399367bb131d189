package dev.parley.bench.load;

import dev.parley.client.Follower;
import dev.parley.client.OwnPresence;
import dev.parley.client.ServerFrame;
import dev.parley.client.socket.Closed;
import dev.parley.client.socket.SocketLoops;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A user of one device, who watches others. A phone comes and goes, every other time without a word; a desk is left, come back to, busy and
 * free again. Changed by one thread; others may ask.
 */
final class FlappingUser {
    private static final Set<String> LATER = Set.of("throttled", "too-busy", "log-unavailable");
    private static final String UNKNOWN = "";

    private final Person person;
    private final Line line;
    private final PresenceCounts counts;
    private final CountDownLatch answered = new CountDownLatch(1);
    private volatile @Nullable Connection connection;
    private volatile Step step = Step.BACK;
    /** How often it said what it wants to be shown as, and the last of these that the platform has. */
    private final AtomicInteger said = new AtomicInteger();

    private final AtomicInteger taken = new AtomicInteger();
    private int left;

    /**
     * Who it is.
     *
     * @param watched whom it is shown
     */
    record Person(String name, boolean isPhone, List<String> watched) {}

    /** How it connects. */
    record Line(SocketLoops loops, String device, Supplier<String> token) {}

    /** At a desk, in this order; then from the beginning. */
    private enum Step {
        IDLE("away"),
        BACK("online"),
        BUSY("busy"),
        FREE("online");

        private final String shown;

        Step(String shown) {
            this.shown = shown;
        }

        Step next() {
            return switch (this) {
                case IDLE -> BACK;
                case BACK -> BUSY;
                case BUSY -> FREE;
                case FREE -> IDLE;
            };
        }
    }

    FlappingUser(Person person, Line line, PresenceCounts counts) {
        this.person = person;
        this.line = line;
        this.counts = counts;
    }

    void arrive() {
        var next = new Connection();
        connection = next;
        next.follower.complete(
                Follower.start(line.loops(), new Follower.Identity(line.device(), line.token()), null, next));
    }

    /** @throws IllegalStateException where nobody was shown to it in time */
    void awaitAnswer(Duration atMost) {
        try {
            if (!answered.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(
                        person.name() + " was shown nobody within " + atMost.toSeconds() + " s.");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    void leave() {
        var open = connection;
        connection = null;
        if (open != null) {
            open.follower.join().stop();
        }
    }

    /** Does whatever comes next. */
    void flap() {
        if (!person.isPhone()) {
            step = step.next();
            saySo();
        } else if (connection == null) {
            arrive();
        } else {
            drop();
        }
    }

    private void drop() {
        var open = connection;
        connection = null;
        if (open != null) {
            var follower = open.follower.join();
            if (left++ % 2 == 0) {
                follower.stop();
            } else {
                follower.vanish();
            }
        }
    }

    private void saySo() {
        var open = connection;
        if (open == null) {
            return;
        }
        switch (step) {
            case IDLE -> open.follower.join().setIdle(true);
            case BACK -> open.follower.join().setIdle(false);
            case BUSY, FREE -> {
                said.incrementAndGet();
                say(open);
            }
        }
    }

    private void say(Connection open) {
        var state = step == Step.BUSY ? "busy" : "online";
        open.follower.join().send(Integer.toString(said.get()), new OwnPresence(state, null, null));
    }

    /** Says again what got no answer. */
    void sayAgain() {
        var open = connection;
        if (open != null && !open.isAnswered) {
            open.watch();
        }
        if (open != null && taken.get() < said.get()) {
            say(open);
        }
    }

    boolean isThere() {
        return connection != null;
    }

    /** What it is to be shown as. */
    String state() {
        return isThere() ? step.shown : "offline";
    }

    /** As what it was shown another user last; empty while it does not know. */
    String sees(String other) {
        var open = connection;
        return open != null && open.isAnswered ? open.shown.getOrDefault(other, UNKNOWN) : UNKNOWN;
    }

    /** From one arrival to the next departure; it may be lost and come back in between. */
    private final class Connection implements Follower.Listener {
        private final CompletableFuture<Follower> follower = new CompletableFuture<>();
        private final Map<String, String> shown = new ConcurrentHashMap<>();
        private volatile boolean isAnswered;

        void watch() {
            // The welcome may come before the one who connected knows its own follower.
            var _ = follower.thenAccept(open -> open.watch("w", person.watched()));
        }

        @Override
        public void received(ServerFrame frame, long receivedAt) {
            switch (frame) {
                case ServerFrame.Welcome _ -> watch();
                case ServerFrame.Presence presence -> show(presence);
                case ServerFrame.PresenceTaken(var ref) -> taken.accumulateAndGet(Integer.parseInt(ref), Math::max);
                case ServerFrame.Throttled _ -> counts.notTaken();
                case ServerFrame.Other(var type, var code, var detail) -> {
                    if (LATER.contains(code)) {
                        counts.notTaken();
                    } else {
                        counts.fault(person.name() + ": " + type + " " + code + ": " + detail);
                    }
                }
                default -> {}
            }
        }

        private void show(ServerFrame.Presence presence) {
            // What the user itself is shown as comes to its own device too.
            var others = presence.users().stream()
                    .filter(user -> !user.user().equals(person.name()))
                    .toList();
            for (var user : others) {
                if (!person.watched().contains(user.user())) {
                    counts.fault(person.name() + " was shown " + user.user());
                }
                shown.put(user.user(), user.state());
            }
            if (presence.ref() == null) {
                counts.shown(others.size(), presence.coalescedMs() > 0);
            } else {
                isAnswered = true;
                answered.countDown();
            }
        }

        @Override
        public void lost(Closed why) {
            // Nothing is watched any more, until it is back.
            isAnswered = false;
        }
    }
}
