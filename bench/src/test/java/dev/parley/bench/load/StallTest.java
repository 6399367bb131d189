package dev.parley.bench.load;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.bench.chat.ParleyChat;
import dev.parley.client.fake.FakePlatform;
import dev.parley.client.fake.Mischief;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A server that stands still is seen by everybody who meant to speak in that time, and not only by whoever was on the wire. */
@Isolated
class StallTest {
    private static final long STALL_MS = 200;
    private static final int RATE = 250;
    private static final PrintStream NOWHERE =
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    @Test
    void aStallOfTheServerIsThePercentileOfThoseWhoMetIt() {
        var report = run(stallsAt("bench-500"));

        // 50 of 1,000 messages were meant for the stall: they waited from 200 ms down to none.
        assertTrue(report.isClean(), report::text);
        assertTrue(report.latency().p999() >= 0.9 * STALL_MS, report::text);
        assertTrue(report.latency().p99() >= 0.6 * STALL_MS, report::text);
        assertTrue(report.latency().p50() < 0.25 * STALL_MS, report::text);
        assertTrue(report.acknowledgement().p999() >= 0.9 * STALL_MS, report::text);
    }

    @Test
    void withoutAStallThereIsNone() {
        var report = run(Mischief.NONE);

        // On a machine that stalls by itself the report says that it is none.
        assertTrue(report.isVoid() || report.latency().p99() < 0.5 * STALL_MS, report::text);
    }

    @Test
    void showsAStallOfThePlatform() {
        var settings = settings(100, Duration.ofMillis(500), Duration.ofSeconds(2), 2);
        var report = run(stallsAt("bench-120"), settings, new DirectScenario(2));

        // All that was intended during the stall waited for its end, and says so.
        assertTrue(report.latency().max() >= STALL_MS * 0.9, report::text);
        assertTrue(report.latency().p99() >= STALL_MS * 0.75, report::text);
        assertTrue(report.generator().lateness().p50() < 5, report::text);
    }

    /** The whole platform waits, once. */
    private static Mischief stallsAt(String actionId) {
        return new Mischief() {
            @Override
            public boolean answers(String id, int attempt) {
                if (id.equals(actionId)) {
                    new Pacer().await(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STALL_MS));
                }
                return true;
            }
        };
    }

    private static LoadReport run(Mischief mischief) {
        var settings = settings(RATE, Duration.ofMillis(400), Duration.ofSeconds(4), 1);
        return run(mischief, settings, new DirectScenario(4));
    }

    private static LoadReport run(Mischief mischief, LoadSettings settings, Scenario scenario) {
        try (var platform = FakePlatform.start(mischief);
                var chat = ParleyChat.open(platform.url(), "key", "bench", settings.loops(), List.of())) {
            return new LoadRun(settings, chat, scenario, NOWHERE).run();
        }
    }

    private static LoadSettings settings(int rate, Duration warmUp, Duration measured, int threads) {
        return new LoadSettings(
                "bench",
                rate,
                Pace.even(rate),
                warmUp,
                measured,
                Duration.ofSeconds(3),
                List.of("hello"),
                threads,
                List.of());
    }
}
