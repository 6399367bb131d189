package dev.parley.bench.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.client.GaveUpException;
import dev.parley.client.fake.FakePlatform;
import dev.parley.client.fake.Mischief;
import dev.parley.client.ledger.FaultKind;
import dev.parley.client.run.ResultFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class ReplayTest {
    private static final int LINES = 300;
    private static final long SEED = 7;
    private static final PrintStream NOWHERE =
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void playsEverythingOverRestAndSockets() throws Exception {
        try (var platform = FakePlatform.start(Mischief.NONE)) {
            var report = play(platform, false);

            assertTrue(report.isClean(), report::text);
            assertTrue(report.messages().acknowledged() > 150, report::text);
            assertTrue(report.messages().refusedBlanks() > 5, report::text);
            // Nobody hears what was before the own join: the first listener's is seq 2, the last one's 4.
            assertEquals(3 * (report.ledger().stored() - 3), report.ledger().delivered(), report::text);
            assertEquals(report.messages().acknowledged(), report.latency().count(), report::text);
            assertTrue(platform.users().contains("bur[n]~20er"));
        }
    }

    @Test
    void asksAgainUntilUnknownOutcomesAreKnown() throws Exception {
        var forgetful = new Mischief() {
            @Override
            public boolean answers(String actionId, int attempt) {
                return attempt > 1 || actionId.hashCode() % 4 != 0;
            }
        };
        try (var platform = FakePlatform.start(forgetful)) {
            var report = play(platform, false);

            assertTrue(report.isClean(), report::text);
            assertTrue(report.ledger().retried() > 20, report::text);
        }
    }

    @Test
    void bringsListenersBackWhereTheyWere() throws Exception {
        var midway = new CountDownLatch(1);
        try (var platform = FakePlatform.start(new Mischief() {
            @Override
            public boolean delivers(String user, long seq) {
                if (seq == 120) {
                    midway.countDown();
                }
                return true;
            }
        })) {
            var breaker = Thread.ofVirtual().start(() -> {
                await(midway);
                platform.breakConnections();
            });
            var report = play(platform, false);
            breaker.join();

            assertTrue(report.isClean(), report::text);
            assertTrue(report.run().reconnects() >= 3, report::text);
        }
    }

    @Test
    void findsALostDelivery() throws Exception {
        var report = playWith(new Mischief() {
            @Override
            public boolean delivers(String user, long seq) {
                return !(user.equals("run-listener-2") && seq == 50);
            }
        });

        assertEquals(1, report.faultCounts().get(FaultKind.HOLE), report::text);
    }

    @Test
    void findsADoubledMessage() throws Exception {
        var report = playWith(new Mischief() {
            @Override
            public boolean forgetsActions() {
                return true;
            }

            @Override
            public boolean answers(String actionId, int attempt) {
                return attempt > 1 || !actionId.endsWith("7");
            }
        });

        assertTrue(report.ledger().doubled() > 0, report::text);
    }

    @Test
    void findsABlankTextThatWasTaken() throws Exception {
        var report = playWith(new Mischief() {
            @Override
            public boolean takesBlanks() {
                return true;
            }
        });

        assertTrue(report.faultCounts().getOrDefault(FaultKind.BLANK_ACCEPTED, 0L) > 5, report::text);
    }

    @Test
    void findsAnEventThatTheStoreDoesNotHave() throws Exception {
        var report = playWith(new Mischief() {
            @Override
            public boolean stores(long seq) {
                return seq != 60;
            }
        });

        assertTrue(report.ledger().lost() > 0, report::text);
    }

    @Test
    void findsAnAlteredText() throws Exception {
        var report = playWith(new Mischief() {
            @Override
            public String text(String said) {
                return said.replace("é", "e");
            }
        });

        assertTrue(report.faultCounts().containsKey(FaultKind.ALTERED), report::text);
    }

    @Test
    void comparesWhatIsUnread() throws Exception {
        try (var platform = FakePlatform.start(Mischief.NONE)) {
            var report = play(platform, false);

            var unread = report.run().unread();
            assertTrue(report.isClean(), report::text);
            assertTrue(report.notes().replies() > 50, report::text);
            assertTrue(unread.users() >= 5, report::text);
            assertTrue(unread.threads() > 10 && unread.unread() > 20 && unread.mentions() > 0, report::text);
            assertTrue(unread.receipts() > 100 && unread.told() > 50, report::text);
        }
    }

    @Test
    void findsAWrongUnreadCount() throws Exception {
        var report = playWith(new Mischief() {
            @Override
            public long unread(String user, long counted) {
                return user.equals("run-listener-2") ? counted + 1 : counted;
            }
        });

        var faults = report.run().unread().faults();
        assertTrue(report.faultCounts().isEmpty(), report::text);
        assertTrue(faults.stream().allMatch(fault -> fault.startsWith("run-listener-2: ")), report::text);
        assertTrue(faults.stream().anyMatch(fault -> fault.contains("after all were read")), report::text);
    }

    @Test
    void goesOnAfterItGaveUp() throws Exception {
        var isDead = new AtomicBoolean(true);
        var dying = new Mischief() {
            @Override
            public boolean answers(String actionId, int attempt) {
                return !isDead.get() || !actionId.startsWith("run-2004-12-25-15");
            }
        };
        try (var platform = FakePlatform.start(dying)) {
            assertThrows(GaveUpException.class, () -> play(platform, false, Duration.ofSeconds(1)));
            isDead.set(false);

            var report = play(platform, true);

            assertTrue(report.isClean(), report::text);
            assertTrue(report.ledger().retried() > 0, report::text);
            assertTrue(report.messages().acknowledged() > 150, report::text);
        }
    }

    @Test
    void writesWhatItFoundAsJson() throws Exception {
        try (var platform = FakePlatform.start(Mischief.NONE)) {
            var report = play(platform, false);
            ResultFile.write(folder.resolve("replay.json"), report);

            var json = JsonMapper.builder()
                    .build()
                    .readTree(folder.resolve("replay.json").toFile());
            assertTrue(json.path("isClean").asBoolean(), json::toPrettyString);
            assertEquals(
                    report.ledger().stored(), json.path("ledger").path("stored").asLong());
            assertEquals(
                    report.latency().p99(), json.path("latency").path("p99").asDouble());
            assertEquals(0, json.path("ledger").path("lost").asLong(-1));
        }
    }

    @Test
    void doesNotBeginARunTwice() throws Exception {
        try (var platform = FakePlatform.start(Mischief.NONE)) {
            play(platform, false);

            assertThrows(CannotPlayException.class, () -> play(platform, false));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ReplayReport playWith(Mischief mischief) throws Exception {
        try (var platform = FakePlatform.start(mischief)) {
            var report = play(platform, false);
            assertFalse(report.isClean(), report::text);
            return report;
        }
    }

    private ReplayReport play(FakePlatform platform, boolean isResumed) throws IOException, InterruptedException {
        return play(platform, isResumed, Duration.ofSeconds(60));
    }

    private ReplayReport play(FakePlatform platform, boolean isResumed, Duration patience)
            throws IOException, InterruptedException {
        return new Replay(settings(platform.url(), isResumed, patience), NOWHERE).play();
    }

    private ReplaySettings settings(URI url, boolean isResumed, Duration patience) throws IOException {
        return new ReplaySettings(
                RecordedChat.write(folder.resolve("chat.jsonl"), LINES, SEED),
                1,
                8_000,
                url,
                "key",
                3,
                "run",
                isResumed,
                folder.resolve("run.journal"),
                50,
                4,
                50,
                patience,
                Duration.ofSeconds(1),
                List.of());
    }
}
