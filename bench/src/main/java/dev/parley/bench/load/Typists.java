package dev.parley.bench.load;

import dev.parley.bench.chat.Conversations;
import dev.parley.bench.report.Quantiles;
import dev.parley.client.Follower;
import dev.parley.client.OutcomeRetry;
import dev.parley.client.PlatformClient;
import dev.parley.client.ServerFrame;
import dev.parley.client.Tokens;
import dev.parley.client.run.Crowd;
import dev.parley.client.socket.Closed;
import dev.parley.client.socket.SocketLoops;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Users in groups of the same size who all say that they type, one after the other, and show each other transients. It can be turned
 * off while all else goes on. Whoever sees what is not for it is noted.
 */
final class Typists implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final int MOST_FAULTS = 20;
    private static final int BATCH = 500;

    private final Plan plan;
    private final List<Typist> typists;
    private final PlatformClient platform;
    private final SocketLoops loops;
    private final Tokens tokens;
    private final AtomicLong seen = new AtomicLong();
    private final AtomicLong throttled = new AtomicLong();
    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
    private final Pulse pulse = Pulse.start("typists", this::inTurn);

    /**
     * The flood.
     *
     * @param name what the names of groups and users begin with
     * @param typists in all, each with a socket
     * @param members of each group
     * @param every how often each says that it types
     * @param transientEvery each frame of this number is a transient instead; 0 = none
     */
    record Plan(String name, int typists, int members, Duration every, int transientEvery) {}

    /** @param platform closed with this, as are the loops */
    Typists(Plan plan, PlatformClient platform, SocketLoops loops) {
        this.plan = plan;
        this.typists = IntStream.range(0, plan.typists()).mapToObj(Typist::new).toList();
        this.platform = platform;
        this.loops = loops;
        this.tokens = new Tokens(platform, "bench");
    }

    /** Makes the groups and connects everybody. */
    void begin() {
        platform.awaitReady(TIMEOUT);
        Crowd.forEach(plan.typists(), i -> {
            var user = user(i);
            OutcomeRetry.seqOf("user " + user, TIMEOUT, () -> platform.createUser(user, user, user));
        });
        Crowd.forEach(plan.typists() / plan.members(), number -> {
            var group = group(number);
            var first = number * plan.members();
            OutcomeRetry.seqOf(group, TIMEOUT, () -> platform.createGroup(group, user(first), group));
            for (var from = first + 1; from < first + plan.members(); from += BATCH) {
                var others = IntStream.range(from, Math.min(first + plan.members(), from + BATCH))
                        .mapToObj(this::user)
                        .toList();
                platform.addMembers(group, user(first), others, group + "-members-" + from);
            }
        });
        Crowd.forEach(plan.typists(), i -> typists.get(i).arrive());
    }

    /** Everybody types from now on, or nobody. */
    void type(boolean isOn) {
        pulse.turn(isOn);
    }

    private Pulse.Schedule inTurn() {
        var between = plan.every().toNanos() / plan.typists();
        var numbers = new AtomicLong();
        return () -> {
            var number = numbers.getAndIncrement();
            var typist = typists.get((int) (number % plan.typists()));
            return new Pulse.Beat(number * between, () -> typist.speak(number));
        };
    }

    double secondsOfTyping() {
        return pulse.secondsOn();
    }

    /** Frames sent. */
    long sent() {
        return pulse.beats();
    }

    /** Frames that came to the others, once a socket. */
    long seen() {
        return seen.get();
    }

    /** Frames that said that others were not taken. */
    long throttled() {
        return throttled.get();
    }

    Quantiles lateness() {
        return pulse.lateness();
    }

    /** What came to somebody whom it was not for. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    private String group(int number) {
        return String.format(Locale.ROOT, "%s-%05d", plan.name(), number);
    }

    private String user(int number) {
        return String.format(Locale.ROOT, "%s-%05d", group(number / plan.members()), number);
    }

    @Override
    public void close() {
        pulse.close();
        typists.forEach(Typist::leave);
        loops.close();
        platform.close();
    }

    /** A member with a socket. */
    private final class Typist implements Follower.Listener {
        private final int number;
        private final CountDownLatch welcome = new CountDownLatch(1);
        private volatile @Nullable Follower follower;

        Typist(int number) {
            this.number = number;
        }

        void arrive() {
            tokens.of(user(number));
            follower = Follower.start(
                    loops, new Follower.Identity(tokens.device(), () -> tokens.of(user(number))), null, this);
            try {
                if (!welcome.await(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException(
                            user(number) + " was not welcomed within " + TIMEOUT.toSeconds() + " s.");
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        void speak(long frame) {
            var open = follower;
            if (open == null) {
                return;
            }
            if (plan.transientEvery() > 0 && frame % plan.transientEvery() == 0) {
                open.show(conversation(), "{\"frame\":" + frame + "}");
            } else {
                open.type(conversation(), true);
            }
        }

        private String conversation() {
            return Conversations.group(group(number / plan.members()));
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
                case ServerFrame.Typing typing -> check(typing.conversation(), typing.users());
                case ServerFrame.Transient shown -> check(shown.conversation(), List.of(shown.user()));
                case ServerFrame.Throttled _ -> throttled.incrementAndGet();
                case ServerFrame.Other(var type, var code, var detail) -> fault(type + " " + code + ": " + detail);
                default -> {}
            }
        }

        private void check(String conversation, List<String> users) {
            seen.incrementAndGet();
            var own = group(number / plan.members());
            if (!conversation.equals(Conversations.group(own))
                    || users.contains(user(number))
                    || !users.stream().allMatch(user -> user.startsWith(own))) {
                fault("was shown " + users + " of " + conversation);
            }
        }

        private void fault(String what) {
            if (faults.size() < MOST_FAULTS) {
                faults.add(user(number) + ": " + what);
            }
        }

        @Override
        public void lost(Closed why) {
            // It comes back.
        }
    }
}
