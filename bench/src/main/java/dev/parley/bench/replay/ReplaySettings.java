package dev.parley.bench.replay;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What is played, where, and how.
 *
 * @param speed how many times faster than it was said
 * @param runId names the run, its group and its ids
 * @param isResumed whether a journal of the run is there and goes on
 * @param socketPercent how many users of a hundred speak over a socket
 * @param mostSockets sockets of speakers open at a time
 * @param mostUnderWay steps waiting or running at a time
 * @param patience how long an unknown outcome is retried before the run fails
 * @param countsWithin how long unread counts may be behind
 * @param sources local addresses that sockets come from; empty = any
 */
record ReplaySettings(
        Path file,
        int days,
        double speed,
        URI url,
        String apiKey,
        int listeners,
        String runId,
        boolean isResumed,
        Path journal,
        int socketPercent,
        int mostSockets,
        int mostUnderWay,
        Duration patience,
        Duration countsWithin,
        List<String> sources) {
    ReplaySettings {
        require(days >= 1, "--days must be at least 1");
        require(speed > 0, "--speed must be above 0");
        require(listeners >= 1, "--listeners must be at least 1");
        require(
                runId.matches("[A-Za-z0-9._-]{1,64}"),
                "--run-id takes letters, digits, dot, dash and underscore, at most 64");
        require(socketPercent >= 0 && socketPercent <= 100, "--sockets must be 0 to 100");
        require(mostSockets >= 1, "--most-sockets must be at least 1");
        require(mostUnderWay >= 1, "--most-under-way must be at least 1");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message + ".");
        }
    }
}
