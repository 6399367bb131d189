package dev.parley.faults.traffic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** When messages came to the first reader of each conversation, and when they had been meant to be sent. Safe for many threads. */
public final class Deliveries {
    private final Map<String, List<Delivery>> byConversation = new HashMap<>();

    /** Times are {@link System#nanoTime()}. */
    private record Delivery(long intendedAt, long receivedAt) {}

    synchronized void expect(String conversation) {
        byConversation.putIfAbsent(conversation, new ArrayList<>());
    }

    synchronized void received(String conversation, long intendedAt, long receivedAt) {
        byConversation.computeIfAbsent(conversation, _ -> new ArrayList<>()).add(new Delivery(intendedAt, receivedAt));
    }

    /** How long after a moment the last conversation had one of the messages meant for after it; empty while one has none. */
    public synchronized Optional<Long> flowsAgainAfter(long moment) {
        var latest = 0L;
        for (var deliveries : byConversation.values()) {
            var first = deliveries.stream()
                    .filter(delivery -> delivery.intendedAt() - moment > 0)
                    .map(Delivery::receivedAt)
                    .min(Comparator.naturalOrder());
            if (first.isEmpty()) {
                return Optional.empty();
            }
            latest = Math.max(latest, first.get() - moment);
        }
        return Optional.of(latest);
    }

    /** The longest time between two moments in which some conversation had nothing. */
    public synchronized long longestSilence(long from, long to) {
        var longest = 0L;
        for (var deliveries : byConversation.values()) {
            var last = from;
            for (var receivedAt :
                    deliveries.stream().map(Delivery::receivedAt).sorted().toList()) {
                if (receivedAt - from >= 0 && receivedAt - to <= 0) {
                    longest = Math.max(longest, receivedAt - last);
                    last = receivedAt;
                }
            }
            longest = Math.max(longest, to - last);
        }
        return longest;
    }

    /**
     * How long messages took to their first reader, that were meant for a time between two moments; a quantile of it.
     *
     * @param conversations which of them
     * @param quantile above 0, at most 1
     */
    public synchronized Duration latency(Predicate<String> conversations, long from, long to, double quantile) {
        var times = byConversation.entrySet().stream()
                .filter(entry -> conversations.test(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .filter(each -> each.intendedAt() - from >= 0 && each.intendedAt() - to <= 0)
                .mapToLong(each -> each.receivedAt() - each.intendedAt())
                .sorted()
                .toArray();
        return quantile(times, quantile);
    }

    /** @param sorted nanoseconds; zero of nothing */
    static Duration quantile(long[] sorted, double quantile) {
        return sorted.length == 0
                ? Duration.ZERO
                : Duration.ofNanos(sorted[(int) Math.ceil(quantile * sorted.length) - 1]);
    }
}
