package dev.parley.bench.load;

import java.time.Duration;
import java.util.List;

/** Half a second of warm-up and one that is measured, at 100 messages a second: 150 messages, of which 100 count. */
final class ShortRun {
    private ShortRun() {}

    static LoadSettings settings(List<String> texts, int threads, List<Long> pids) {
        return new LoadSettings(
                "bench",
                100,
                Pace.even(100),
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                Duration.ofSeconds(3),
                texts,
                threads,
                pids);
    }
}
