package dev.parley.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.bench.chat.ParleyChat;
import dev.parley.bench.rest.RestChat;
import dev.parley.client.PlatformClient;
import dev.parley.client.fake.FakePlatform;
import dev.parley.client.fake.Mischief;
import dev.parley.client.ledger.FaultKind;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class RestWritesTest {
    private static final PrintStream NOWHERE =
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    @Test
    void awaitsTheOutcomeOfEveryWrite() {
        var report = run(Mischief.NONE);

        assertTrue(report.isClean(), report::text);
        assertEquals(200, report.acknowledgement().count());
        assertEquals(0, report.latency().count());
        assertEquals(250, report.ledger().stored());
    }

    @Test
    void writesAgainWhatGotNoAnswer() {
        var report = run(new Mischief() {
            @Override
            public boolean answers(String actionId, int attempt) {
                return attempt > 1 || !actionId.endsWith("-77");
            }
        });

        assertTrue(report.isClean(), report::text);
        assertTrue(report.ledger().retried() >= 1, report::text);
    }

    @Test
    void findsAWriteThatWasAcknowledgedAndNotStored() {
        var report = run(new Mischief() {
            @Override
            public boolean stores(long seq) {
                return seq != 20;
            }
        });

        assertTrue(report.faultCounts().getOrDefault(FaultKind.LOST, 0L) >= 1, report::text);
    }

    private static LoadReport run(Mischief mischief) {
        var settings = new LoadSettings(
                "bench",
                100,
                Pace.even(100),
                Duration.ofMillis(500),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                List.of("hello"),
                1,
                List.of());
        try (var platform = FakePlatform.start(mischief);
                var chat = new RestChat(
                        ParleyChat.open(platform.url(), "key", "bench", 1, List.of()),
                        new PlatformClient(platform.url(), "key", Duration.ofSeconds(10)),
                        platform.url(),
                        "bench",
                        4)) {
            return new LoadRun(settings, chat, WritesScenario.overRest(6, 4), NOWHERE).run();
        }
    }
}
