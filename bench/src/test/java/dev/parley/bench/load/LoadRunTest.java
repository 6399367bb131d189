package dev.parley.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.bench.chat.ParleyChat;
import dev.parley.client.fake.FakePlatform;
import dev.parley.client.fake.Mischief;
import dev.parley.client.ledger.FaultKind;
import dev.parley.client.run.ResultFile;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class LoadRunTest {
    private static final PrintStream NOWHERE =
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void measuresPairsThatWriteToEachOther() throws Exception {
        var report = run(Mischief.NONE, new DirectScenario(6));

        assertTrue(report.isClean(), report::text);
        assertEquals(200, report.latency().count());
        assertEquals(200, report.acknowledgement().count());
        // Everybody gets what was said to them and what they said themselves.
        assertEquals(2 * 250, report.ledger().delivered());
        assertEquals(250, report.ledger().stored());
        // No more than the run took: how fast a busy machine is says nothing about the report.
        assertTrue(report.latency().p50() < 2_000, report::text);
    }

    @Test
    void measuresAGroupAtItsLastListener() throws Exception {
        var report = run(Mischief.NONE, new GroupScenario(8, 3));

        assertTrue(report.isClean(), report::text);
        assertEquals(200, report.latency().count());
        assertTrue(report.throughput().deliveriesPerSecond() > 500, report::text);
    }

    @Test
    void findsWhatOneListenerOfAGroupDidNotGet() throws Exception {
        var report = run(
                new Mischief() {
                    @Override
                    public boolean delivers(String user, long seq) {
                        return !(user.endsWith("-000004") && seq == 100);
                    }
                },
                new GroupScenario(8, 3));

        assertFalse(report.isClean(), report::text);
        assertEquals(1, report.faultCounts().get(FaultKind.LOST), report::text);
    }

    @Test
    void asksAgainWhatGotNoAnswer() throws Exception {
        var report = run(
                new Mischief() {
                    @Override
                    public boolean answers(String actionId, int attempt) {
                        return attempt > 1 || !actionId.endsWith("-77");
                    }
                },
                new DirectScenario(6));

        assertTrue(report.isClean(), report::text);
        assertEquals(1, report.throughput().lostConnections());
        assertTrue(report.ledger().retried() >= 1, report::text);
    }

    @Test
    void sendsAgainMeanwhileWhatWasTurnedAway() throws Exception {
        var report = run(
                new Mischief() {
                    @Override
                    public boolean isTooBusy(String actionId, int attempt) {
                        return attempt < 3 && actionId.endsWith("-77");
                    }
                },
                new DirectScenario(6),
                settings(Duration.ofSeconds(5), Duration.ofSeconds(3)));

        assertTrue(report.isClean(), report::text);
        // On a busy machine others are asked again, too.
        assertTrue(report.ledger().retried() >= 1, report::text);
        // Twice the half second after which a platform that says no time is asked again, and not the end of the run.
        assertTrue(report.latency().max() >= 1_000, report::text);
        assertTrue(report.acknowledgement().max() < 4_000, report::text);
    }

    @Test
    void judgesNothingByAnAnswerThatComesAfterTheStoreWasRead() {
        var chat = new LateChat("bench-90");

        var settings = settings(Duration.ofSeconds(2), Duration.ofMillis(200));
        var report = new LoadRun(settings, chat, new DirectScenario(2), NOWHERE).run();

        assertEquals(Map.of(), report.faultCounts(), report::text);
        assertEquals(1, report.ledger().unanswered());
        assertFalse(report.isClean(), report::text);
    }

    @Test
    void writesWhatItFoundAsJson() throws Exception {
        var report = run(Mischief.NONE, new DirectScenario(2));
        var file = folder.resolve("results").resolve("direct.json");

        ResultFile.write(file, report);

        var json = JsonMapper.builder().build().readTree(file.toFile());
        assertEquals("direct", json.path("scenario").asText());
        assertEquals("parley", json.path("platform").asText());
        assertEquals("B", json.path("durability").asText());
        assertEquals(200, json.path("latency").path("count").asInt());
        assertEquals(100.0, json.path("settings").path("rate").asDouble());
        assertTrue(json.path("server").path("residentMiB").asLong() > 10, json::toPrettyString);
        assertNotNull(json.path("machine").get("commit"));
    }

    private static LoadReport run(Mischief mischief, Scenario scenario) {
        return run(mischief, scenario, settings());
    }

    private static LoadReport run(Mischief mischief, Scenario scenario, LoadSettings settings) {
        try (var platform = FakePlatform.start(mischief);
                var chat = ParleyChat.open(platform.url(), "key", "bench", 2, List.of("127.0.0.2", "127.0.0.3"))) {
            return new LoadRun(settings, chat, scenario, NOWHERE).run();
        }
    }

    private static LoadSettings settings() {
        return settings(Duration.ofSeconds(2), Duration.ofSeconds(3));
    }

    private static LoadSettings settings(Duration measured, Duration drain) {
        return new LoadSettings(
                "bench",
                100,
                Pace.even(100),
                Duration.ofMillis(500),
                measured,
                drain,
                List.of("hello", "there"),
                2,
                List.of(ProcessHandle.current().pid()));
    }
}
