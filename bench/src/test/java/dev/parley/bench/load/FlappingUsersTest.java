package dev.parley.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.client.PlatformClient;
import dev.parley.client.fake.FakePlatform;
import dev.parley.client.fake.Mischief;
import dev.parley.client.socket.SocketEndpoint;
import dev.parley.client.socket.SocketLoops;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FlappingUsersTest {
    private static final int USERS = 8;
    private static final int CIRCLE = 4;
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void areShownEachOtherAsTheyAre() {
        try (var platform = FakePlatform.start(Mischief.NONE);
                var users = users(platform)) {
            users.begin();
            assertEquals(0, users.changes());
            users.flap(true);
            await(users, 40);
            users.flap(false);

            var truth = users.settle(LONG);

            assertEquals(0, truth.wrong());
            assertTrue(truth.views() >= CIRCLE, "Those at desks never leave, and watch three others each.");
            assertTrue(users.counts().shown() > 0);
            assertEquals(List.of(), users.counts().faults());
            assertTrue(users.secondsOfFlapping() > 0);
        }
    }

    @Test
    void noticesWhoIsShownAsThereAndIsNot() {
        var lying = new Mischief() {
            @Override
            public String state(String user, String state) {
                return state.equals("offline") ? "online" : state;
            }
        };
        try (var platform = FakePlatform.start(lying);
                var users = users(platform)) {
            users.begin();
            users.flap(true);
            // Of four phones one is away sooner or later.
            var shownThere = 0L;
            for (var changes = 1; changes <= 1_000 && shownThere == 0; changes++) {
                await(users, changes);
                shownThere = users.settle(Duration.ZERO).shownThere();
            }
            users.flap(false);

            assertTrue(shownThere > 0);
        }
    }

    @Test
    void arePhonesInTheShareThatIsAskedFor() {
        for (var percent : new int[] {0, 25, 50, 100}) {
            var plan = new FlappingUsers.Plan("run", 400, 20, LONG, percent);
            assertEquals(
                    4L * percent, IntStream.range(0, 400).filter(plan::isPhone).count(), percent + " %");
        }
    }

    private static FlappingUsers users(FakePlatform platform) {
        return new FlappingUsers(
                new FlappingUsers.Plan("run", USERS, CIRCLE, Duration.ofMillis(40), 50),
                new PlatformClient(platform.url(), "key", Duration.ofSeconds(10)),
                SocketLoops.start(SocketEndpoint.of(platform.url()), 1, List.of()));
    }

    private static void await(FlappingUsers users, long changes) {
        var deadline = System.nanoTime() + LONG.toNanos();
        while (users.changes() < changes) {
            assertTrue(System.nanoTime() < deadline, "Nobody changed.");
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }
}
