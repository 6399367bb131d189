package dev.parley.bench.load;

import java.time.Duration;
import java.util.List;

/**
 * What every load run has.
 *
 * @param rate messages a second, all senders together
 * @param warmUp at the same rate, before anything is measured
 * @param drain how long the last ones are waited for
 * @param texts what is said, in turn
 * @param loops threads for sockets
 * @param serverPids the platform's processes, where they are on this machine
 */
record LoadSettings(
        String runId,
        double rate,
        Duration warmUp,
        Duration duration,
        Duration drain,
        List<String> texts,
        int loops,
        List<Long> serverPids) {
    LoadSettings {
        require(rate > 0, "--rate must be above 0");
        require(!duration.isNegative() && !duration.isZero(), "--duration must be above 0");
        require(!texts.isEmpty(), "there is nothing to say");
        require(loops >= 1, "--threads must be at least 1");
    }

    long warmUpCount() {
        return count(warmUp);
    }

    long measuredCount() {
        return count(duration);
    }

    private long count(Duration time) {
        return Math.round(rate * time.toNanos() / 1e9);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message + ".");
        }
    }
}
