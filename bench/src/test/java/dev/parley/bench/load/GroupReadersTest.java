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

class GroupReadersTest {
    private static final int MEMBERS = 1_203;
    private static final int READERS = 5;

    @Test
    void knowsWhatWasReadAndWhatWasNot() throws IOException {
        try (var platform = FakePlatform.start(Mischief.NONE);
                var readers = new GroupReaders(
                        new GroupReaders.Plan("all", MEMBERS, READERS, Duration.ofMillis(50)),
                        new PlatformClient(platform.url(), "key", Duration.ofSeconds(10)),
                        SocketLoops.start(SocketEndpoint.of(platform.url()), 1, List.of()))) {
            readers.begin();
            readers.read(true);
            await(() -> readers.receipts() >= 3 * READERS);
            readers.read(false);
            var read = readers.receipts();
            await(() -> readers.unreadOf(0) > 0);

            assertTrue(readers.settle());
            assertTrue(readers.receipts() - read <= 1, "Nobody reads any more but who had begun to.");
            assertTrue(readers.unreadOf(MEMBERS - 1) > readers.unreadOf(0));
            assertTrue(readers.secondsOfReading() > 0);
            for (var member : List.of(0, READERS - 1, READERS, MEMBERS - 1)) {
                assertEquals(readers.unreadOf(member), unread(readers, member), "member " + member);
            }
            assertTrue(readers.lastRead().messageId().startsWith("m-g:all-"));
        }
    }

    private static long unread(GroupReaders readers, int member) {
        return readers.inbox(member).conversation("g:all").unread().messages();
    }

    private static void await(BooleanSupplier condition) {
        var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "It never happened.");
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }
}
