package dev.parley.faults.traffic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /**
     * The latency that so many of the messages had at most that were meant for between two moments and came; 0 where none did.
     *
     * @param share from 0 to 1: 0.99 for p99
     */
    public synchronized long latency(long from, long to, double share) {
        var latencies = byConversation.values().stream()
                .flatMap(List::stream)
                .filter(delivery -> delivery.intendedAt() - from >= 0 && delivery.intendedAt() - to <= 0)
                .map(delivery -> delivery.receivedAt() - delivery.intendedAt())
                .sorted()
                .toList();
        return latencies.isEmpty() ? 0 : latencies.get(Math.max(0, (int) Math.ceil(latencies.size() * share) - 1));
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
}
