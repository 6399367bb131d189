package dev.parley.faults.traffic;

import dev.parley.client.socket.Closed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.ToLongFunction;

/** How users came back who had lost their connections. Moments are {@link System#nanoTime()}. Safe for many threads. */
public final class Returns {
    private static final double MEDIAN = 0.5;
    private static final double NEARLY_ALL = 0.99;

    private final Map<String, Away> away = new ConcurrentHashMap<>();
    private final Queue<Return> returns = new ConcurrentLinkedQueue<>();

    /**
     * One who is away.
     *
     * @param isTurnedAway whether the server said when to come again
     * @param turnedAwayAt when it first did
     */
    private record Away(long since, boolean isTurnedAway, long turnedAwayAt, Map<Integer, Integer> failures) {
        private Away failed(Closed why, long now) {
            var more = new TreeMap<>(failures);
            more.merge(why.code(), 1, Integer::sum);
            return isTurnedAway || why.retryAfter().isZero()
                    ? new Away(since, isTurnedAway, turnedAwayAt, more)
                    : new Away(since, true, now, more);
        }
    }

    private record Return(Away away, long at) {}

    /**
     * Those whose connection was lost after a moment.
     *
     * @param users how many came back
     * @param median from the loss until they had all that they had missed; so are {@code nearlyAll}, 99 of 100, and {@code last}
     * @param turnedAway how many were told to come later
     * @param longestTurnedAway from there until they had all that they had missed
     * @param failures attempts that failed, by close code or HTTP status
     */
    public record Summary(
            int users,
            Duration median,
            Duration nearlyAll,
            Duration last,
            int turnedAway,
            Duration longestTurnedAway,
            Map<Integer, Integer> failures) {}

    /** A connection was lost, or an attempt to have one again failed. */
    void lost(String user, Closed why, long now) {
        away.compute(user, (_, was) -> was == null ? new Away(now, false, now, Map.of()) : was.failed(why, now));
    }

    /** The user is there again, and has all that it had missed. */
    void caughtUp(String user, long now) {
        var was = away.remove(user);
        if (was != null) {
            returns.add(new Return(was, now));
        }
    }

    /** How many are away now. */
    public int away() {
        return away.size();
    }

    public Summary since(long moment) {
        var since = returns.stream()
                .filter(each -> each.away().since() - moment >= 0)
                .toList();
        var turnedAway =
                since.stream().filter(each -> each.away().isTurnedAway()).toList();
        var failures = new TreeMap<Integer, Integer>();
        since.forEach(
                each -> each.away().failures().forEach((code, count) -> failures.merge(code, count, Integer::sum)));
        var times = sorted(since, each -> each.at() - each.away().since());
        var waits = sorted(turnedAway, each -> each.at() - each.away().turnedAwayAt());
        return new Summary(
                since.size(),
                Deliveries.quantile(times, MEDIAN),
                Deliveries.quantile(times, NEARLY_ALL),
                Deliveries.quantile(times, 1),
                turnedAway.size(),
                Deliveries.quantile(waits, 1),
                failures);
    }

    private static long[] sorted(List<Return> returns, ToLongFunction<Return> time) {
        return returns.stream().mapToLong(time).sorted().toArray();
    }
}
