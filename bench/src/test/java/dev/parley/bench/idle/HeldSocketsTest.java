package dev.parley.bench.idle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.client.PlatformClient;
import dev.parley.client.fake.FakePlatform;
import dev.parley.client.fake.Mischief;
import dev.parley.client.socket.SocketEndpoint;
import dev.parley.client.socket.SocketLoops;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class HeldSocketsTest {
    @Test
    void growsToWhatItIsToldAndNoFurther() {
        try (var platform = FakePlatform.start(Mischief.NONE);
                var rest = new PlatformClient(platform.url(), "key", Duration.ofSeconds(10));
                var loops = SocketLoops.start(SocketEndpoint.of(platform.url()), 1, List.of());
                var held = new HeldSockets(rest, loops, "idle")) {
            held.growTo(5);
            assertEquals(5, held.open());
            held.growTo(5);
            held.growTo(2);
            assertEquals(5, held.open());
            held.growTo(7);
            assertEquals(7, held.open());
            assertEquals(7, platform.users().size());
            assertEquals(0, held.lost());
        }
    }

    @Test
    void tellsThatSocketsWereLostThoughTheyCameBack() {
        try (var platform = FakePlatform.start(Mischief.NONE);
                var rest = new PlatformClient(platform.url(), "key", Duration.ofSeconds(10));
                var loops = SocketLoops.start(SocketEndpoint.of(platform.url()), 1, List.of());
                var held = new HeldSockets(rest, loops, "idle")) {
            held.growTo(3);
            platform.breakConnections();

            await(() -> held.lost() == 3 && held.open() == 3);
        }
    }

    private static void await(BooleanSupplier condition) {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        assertTrue(condition.getAsBoolean());
    }
}
