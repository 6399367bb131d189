package dev.parley.topologies.ticks;

import dev.parley.topologies.streams.TimerWatch;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which partitions need a tick: those whose next timer is due, then each second again until their time has moved. A partition without
 * a timer never does. Safe for many threads.
 */
final class TickSchedule implements TimerWatch {
    private static final long BETWEEN_MILLIS = 1_000;

    private final Map<Integer, Next> next = new ConcurrentHashMap<>();

    /** When a partition's task wants its next tick, in milliseconds. */
    private record Next(Object task, long tickAt) {}

    @Override
    public void due(int partition, Object task, long at) {
        next.put(partition, new Next(task, at));
    }

    @Override
    public void gone(int partition, Object task) {
        next.computeIfPresent(partition, (_, known) -> known.task().equals(task) ? null : known);
    }

    /** The partitions to tick now; each is asked for again a second later, unless its task says otherwise before. */
    List<Integer> take(long now) {
        return next.keySet().stream()
                .filter(partition -> isTaken(partition, now))
                .sorted()
                .toList();
    }

    private boolean isTaken(Integer partition, long now) {
        var known = next.get(partition);
        return known != null
                && known.tickAt() <= now
                && next.replace(partition, known, new Next(known.task(), now + BETWEEN_MILLIS));
    }
}
