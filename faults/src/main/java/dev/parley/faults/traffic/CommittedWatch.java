package dev.parley.faults.traffic;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A durable reader of {@code events} while a run lasts: how long it had to wait, at most, for the next record of a partition. */
public final class CommittedWatch implements AutoCloseable {
    private static final String TOPIC = "events";
    private static final long JOIN_SECONDS = 10;

    private final TopicRangeReader topic;
    private final Thread thread;
    private final Map<Integer, Long> last = new HashMap<>();
    private long longest;
    private volatile boolean isOver;

    private CommittedWatch(TopicRangeReader topic) {
        this.topic = topic;
        this.thread = Thread.ofPlatform().daemon().name("committed-watch").unstarted(this::run);
    }

    public static CommittedWatch start(PlatformAccess access) {
        var topic = TopicRangeReader.of(access.log().bootstrapServers(), TOPIC);
        topic.seek(topic.ends());
        var watch = new CommittedWatch(topic);
        watch.thread.start();
        return watch;
    }

    /** How many records of {@code events} an open transaction keeps from durable readers at present. */
    public static long recordsHeldBack(PlatformAccess access) {
        var servers = access.log().bootstrapServers();
        try (var committed = TopicRangeReader.of(servers, TOPIC);
                var all = TopicRangeReader.of(servers, TOPIC, "read_uncommitted")) {
            // In this order: what is written in between is then not counted twice.
            var written = all.ends();
            var stable = committed.ends();
            return written.entrySet().stream()
                    .mapToLong(end -> Math.max(0, end.getValue() - stable.getOrDefault(end.getKey(), 0L)))
                    .sum();
        }
    }

    /** Ends the watch, and tells the longest wait in nanoseconds, the one that is under way included. */
    public long longestWait() throws InterruptedException {
        isOver = true;
        thread.join(TimeUnit.SECONDS.toMillis(JOIN_SECONDS));
        synchronized (this) {
            var now = System.nanoTime();
            last.values().forEach(at -> longest = Math.max(longest, now - at));
            return longest;
        }
    }

    private void run() {
        try (topic) {
            while (!isOver) {
                for (var record : topic.poll()) {
                    note(record.partition(), System.nanoTime());
                }
            }
        }
    }

    private synchronized void note(int partition, long now) {
        var before = last.put(partition, now);
        if (before != null) {
            longest = Math.max(longest, now - before);
        }
    }

    @Override
    public void close() {
        isOver = true;
    }
}
