package dev.parley.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.client.PlatformClient;
import dev.parley.client.fake.FakePlatform;
import dev.parley.client.fake.Mischief;
import dev.parley.client.socket.SocketEndpoint;
import dev.parley.client.socket.SocketLoops;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class TypistsTest {
    @Test
    void showEachOtherThatTheyTypeWhileTheyAreTold() throws IOException {
        try (var platform = FakePlatform.start(Mischief.NONE);
                var typists = new Typists(
                        new Typists.Plan("run", 6, 3, Duration.ofMillis(60), 5),
                        new PlatformClient(platform.url(), "key", Duration.ofSeconds(10)),
                        SocketLoops.start(SocketEndpoint.of(platform.url()), 1, List.of()))) {
            typists.begin();
            assertEquals(0, typists.sent());
            typists.type(true);
            await(() -> typists.sent() >= 12);
            typists.type(false);
            // The one that was begun is still sent.
            await(() -> typists.seen() >= 2 * (typists.sent() - 1) && typists.seen() <= 2 * typists.sent());
            assertEquals(List.of(), typists.faults());
            assertEquals(0, typists.throttled());
            assertTrue(typists.secondsOfTyping() > 0);
        }
    }

    private static void await(BooleanSupplier condition) {
        var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "It never happened.");
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }
}
