package dev.parley.bench.load;

import dev.parley.bench.report.Quantiles;
import dev.parley.client.OutcomeRetry;
import dev.parley.client.PlatformClient;
import dev.parley.client.Tokens;
import dev.parley.client.run.Crowd;
import dev.parley.client.socket.SocketLoops;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Users whose presence changes all the time, in circles of the same size who watch each other. Phones come and go; at desks, users leave,
 * come back, and say that they are busy. It can be turned off while all else goes on; then it can be asked whether everybody is shown the
 * others as they are.
 */
final class FlappingUsers implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    /** What got no answer is said again, but no faster than a client may ask. */
    private static final int LOOKS_UNTIL_AGAIN = 8;
    /** All at once would keep each other from saying hello in time. */
    private static final int AT_ONCE = 100;

    private static final long SEED = 20_260_101;

    private final Plan plan;
    private final List<FlappingUser> users;
    private final PlatformClient platform;
    private final SocketLoops loops;
    private final Tokens tokens;
    private final PresenceCounts counts = new PresenceCounts();
    private final Pulse pulse = Pulse.start("flapping-users", this::atRandom);

    /**
     * Who flaps.
     *
     * @param name what the names of users begin with
     * @param users in all, each with one device
     * @param circle how many watch each other
     * @param every how often each changes, on average
     * @param phonesPercent how many of them come and go; the others stay connected
     */
    record Plan(String name, int users, int circle, Duration every, int phonesPercent) {
        boolean isPhone(int number) {
            // Spread over every circle.
            return (number + 1) * phonesPercent / 100 > number * phonesPercent / 100;
        }
    }

    /**
     * What watchers are shown, held against what is.
     *
     * @param views of one user by another one
     * @param wrong of them
     * @param shownThere of these, users who are shown as there and are offline
     * @param seconds from when nobody changed any more until the last look
     */
    record Truth(long views, long wrong, long shownThere, double seconds) {}

    /** @param platform closed with this, as are the loops */
    FlappingUsers(Plan plan, PlatformClient platform, SocketLoops loops) {
        this.plan = plan;
        this.platform = platform;
        this.loops = loops;
        this.tokens = new Tokens(platform, "bench");
        this.users = IntStream.range(0, plan.users()).mapToObj(this::newUser).toList();
    }

    private FlappingUser newUser(int number) {
        var first = number / plan.circle() * plan.circle();
        var others = IntStream.range(first, first + plan.circle())
                .filter(other -> other != number)
                .mapToObj(this::name)
                .toList();
        var user = name(number);
        return new FlappingUser(
                new FlappingUser.Person(user, plan.isPhone(number), others),
                new FlappingUser.Line(loops, tokens.device(), () -> tokens.of(user)),
                counts);
    }

    private String name(int number) {
        return String.format(Locale.ROOT, "%s-%05d", plan.name(), number);
    }

    /** Makes the users and connects them, each of whom then watches the others of its circle. */
    void begin() {
        platform.awaitReady(TIMEOUT);
        Crowd.forEach(AT_ONCE, lane -> {
            for (var number = lane; number < users.size(); number += AT_ONCE) {
                var user = name(number);
                OutcomeRetry.seqOf("user " + user, TIMEOUT, () -> platform.createUser(user, user, user));
                tokens.of(user);
                users.get(number).arrive();
                users.get(number).awaitAnswer(TIMEOUT);
            }
        });
    }

    /** All change from now on, or none. */
    void flap(boolean isOn) {
        pulse.turn(isOn);
    }

    private FlapTimes atRandom() {
        return new FlapTimes(users.size(), plan.every(), SEED, number -> users.get(number)::flap);
    }

    /**
     * Waits until everybody is shown the others as they are.
     *
     * @param atMost after which what is still wrong stays wrong
     */
    Truth settle(Duration atMost) {
        var began = System.nanoTime();
        var truth = look(began);
        for (var look = 1; truth.wrong() > 0 && System.nanoTime() - began < atMost.toNanos(); look++) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            if (look % LOOKS_UNTIL_AGAIN == 0) {
                users.forEach(FlappingUser::sayAgain);
            }
            truth = look(began);
        }
        return truth;
    }

    private Truth look(long began) {
        var views = 0L;
        var wrong = 0L;
        var shownThere = 0L;
        for (var number = 0; number < users.size(); number++) {
            var watcher = users.get(number);
            var first = number / plan.circle() * plan.circle();
            for (var other = first; watcher.isThere() && other < first + plan.circle(); other++) {
                if (other != number) {
                    var isTrue =
                            watcher.sees(name(other)).equals(users.get(other).state());
                    views++;
                    wrong += isTrue ? 0 : 1;
                    shownThere += !isTrue && !users.get(other).isThere() ? 1 : 0;
                }
            }
        }
        return new Truth(views, wrong, shownThere, (System.nanoTime() - began) / 1e9);
    }

    double secondsOfFlapping() {
        return pulse.secondsOn();
    }

    /** Changes of users so far: one who comes, goes, leaves the desk, comes back to it, or says something else. */
    long changes() {
        return pulse.beats();
    }

    Quantiles lateness() {
        return pulse.lateness();
    }

    PresenceCounts counts() {
        return counts;
    }

    @Override
    public void close() {
        pulse.close();
        users.forEach(FlappingUser::leave);
        loops.close();
        platform.close();
    }
}
