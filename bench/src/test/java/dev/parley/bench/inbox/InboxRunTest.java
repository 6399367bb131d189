package dev.parley.bench.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.client.PlatformClient;
import dev.parley.client.fake.FakePlatform;
import dev.parley.client.fake.Mischief;
import dev.parley.client.socket.SocketEndpoint;
import dev.parley.client.socket.SocketLoops;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InboxRunTest {
    private static final InboxRun.Plan SHORT =
            new InboxRun.Plan("bench", Duration.ofMillis(200), Duration.ofSeconds(1), 20, 3);

    @Test
    void timesTheListAndWhatWasMissed() throws IOException {
        var faults = new ArrayList<String>();
        var size = run(Mischief.NONE, faults);

        assertEquals(List.of(), faults);
        assertEquals(20, size.list().count());
        assertEquals(20, size.unread().count());
        assertEquals(20, size.sync().count());
        assertEquals(4, size.syncAll().count());
        assertEquals(3, size.resume().count());
        assertTrue(size.list().p50() > 0 && size.resume().p50() > 0, size::toString);
    }

    @Test
    void findsThatAnEventIsMissingInTheAnswer() throws IOException {
        var faults = new ArrayList<String>();
        run(
                new Mischief() {
                    @Override
                    public boolean stores(long seq) {
                        return seq != 8;
                    }
                },
                faults);

        assertTrue(faults.stream().anyMatch(fault -> fault.contains("180 events that were missed")), faults::toString);
    }

    private static InboxReport.Size run(Mischief mischief, List<String> faults) throws IOException {
        try (var platform = FakePlatform.start(mischief);
                var run = new InboxRun(
                        SHORT,
                        new PlatformClient(platform.url(), "key", Duration.ofSeconds(10)),
                        SocketLoops.start(SocketEndpoint.of(platform.url()), 1, List.of()),
                        40)) {
            var size = run.run();
            faults.addAll(run.faults());
            return size;
        }
    }
}
