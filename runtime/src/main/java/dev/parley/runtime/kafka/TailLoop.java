package dev.parley.runtime.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The loop of the tail's thread: seeks once, then polls, dispatches, runs tasks and flushes until it is stopped. */
final class TailLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(TailLoop.class);
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration AFTER_FAILURE = Duration.ofMillis(500);
    private static final Duration CLOSE = Duration.ofSeconds(3);

    private final String name;
    private final Consumer<byte[], byte[]> consumer;
    private final TopicFollowers followers;
    private final List<Runnable> flushes;
    private final TailTasks tasks;
    private final TailMetrics metrics;
    private final PollWakeup wakeup;
    private final Liveness liveness;
    private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    /** End offsets at the start of the partitions that are read from their beginning; removed once reached. */
    private final Map<TopicPartition, Long> awaited = new HashMap<>();

    /** What the tail's thread shares with the threads that configure it. */
    record Wiring(TopicFollowers followers, List<Runnable> flushes, TailTasks tasks, TailMetrics metrics) {}

    TailLoop(String name, Consumer<byte[], byte[]> consumer, Wiring wiring) {
        this.name = name;
        this.consumer = consumer;
        this.followers = wiring.followers;
        this.flushes = List.copyOf(wiring.flushes);
        this.tasks = wiring.tasks;
        this.metrics = wiring.metrics;
        metrics.beginAtZero(name);
        this.wakeup = new PollWakeup(consumer::wakeup);
        this.liveness = new Liveness(consumer.metrics());
    }

    /** Completes when every topic that is read from its beginning has been read to its end; fails if the start fails. */
    CompletableFuture<Void> caughtUp() {
        return caughtUp;
    }

    Liveness liveness() {
        return liveness;
    }

    void wake() {
        wakeup.request();
    }

    /** As {@link #resume}, on the tail's thread only. */
    void pause(String topic) {
        consumer.pause(partitionsOf(topic));
    }

    void resume(String topic) {
        consumer.resume(partitionsOf(topic));
    }

    private List<TopicPartition> partitionsOf(String topic) {
        return consumer.assignment().stream()
                .filter(partition -> partition.topic().equals(topic))
                .toList();
    }

    void stop() {
        stopping.countDown();
        wakeup.request();
    }

    @Override
    public void run() {
        try {
            findPositions();
            while (stopping.getCount() > 0) {
                turn();
                noteCatchingUp();
            }
        } catch (RuntimeException e) {
            // Only the initial seek throws: the start fails with it.
            caughtUp.completeExceptionally(e);
        } finally {
            consumer.close(CloseOptions.timeout(CLOSE));
        }
    }

    private void findPositions() {
        var partitions = followers.resolve(topic -> consumer.partitionsFor(topic).stream()
                .map(PartitionInfo::partition)
                .toList());
        consumer.assign(partitions);
        var ends = consumer.endOffsets(partitions);
        var begins = consumer.beginningOffsets(partitions);
        followers.begin(ends);
        ends.forEach(consumer::seek);
        for (var partition : followers.fromBeginning()) {
            consumer.seek(partition, begins.getOrDefault(partition, 0L));
            awaited.put(partition, ends.getOrDefault(partition, 0L));
        }
        liveness.answered();
    }

    private void turn() {
        var records = poll();
        for (var partition : records.partitions()) {
            var batch = records.records(partition);
            batch.forEach(record -> followers.show(
                    record, partition, e -> handlerFailed("record " + partition + "@" + record.offset(), e)));
            metrics.records().labelValues(name, partition.topic()).inc(batch.size());
        }
        var hasRunTasks = tasks.runAll(e -> handlerFailed("task", e));
        if (hasRunTasks || !records.isEmpty()) {
            flushes.forEach(this::flush);
        }
        liveness.observe();
    }

    private ConsumerRecords<byte[], byte[]> poll() {
        wakeup.beforePoll();
        try {
            var records = consumer.poll(tasks.isEmpty() ? IDLE : Duration.ZERO);
            wakeup.afterPoll();
            return records;
        } catch (WakeupException e) {
            wakeup.consumed();
        } catch (OffsetOutOfRangeException e) {
            wakeup.afterPoll();
            findPositionsAgain(e);
        } catch (RuntimeException e) {
            wakeup.afterPoll();
            readFailed(e);
        }
        return ConsumerRecords.empty();
    }

    /** After records were deleted before they were read, or truncated. */
    private void findPositionsAgain(OffsetOutOfRangeException lost) {
        try {
            var partitions = lost.offsetOutOfRangePartitions();
            var begins = consumer.beginningOffsets(partitions.keySet());
            var ends = consumer.endOffsets(partitions.keySet());
            partitions.forEach((partition, asked) -> {
                var known = commonEnd(lost, partition, asked);
                var next = Math.clamp(known, begins.getOrDefault(partition, 0L), ends.getOrDefault(partition, known));
                consumer.seek(partition, next);
                followers.goBackTo(partition, next);
                metrics.lostPositions().labelValues(name).inc();
                LOG.warn("event=position-lost tail={} partition={} asked={} next={}", name, partition, asked, next);
            });
        } catch (WakeupException e) {
            // The next poll reports the same again.
            wakeup.consumed();
        } catch (RuntimeException e) {
            readFailed(e);
        }
    }

    private static long commonEnd(OffsetOutOfRangeException lost, TopicPartition partition, long asked) {
        if (lost instanceof LogTruncationException truncated) {
            var divergent = truncated.divergentOffsets().get(partition);
            return divergent == null ? asked : divergent.offset();
        }
        return asked;
    }

    private void noteCatchingUp() {
        if (caughtUp.isDone()) {
            return;
        }
        try {
            awaited.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
        } catch (WakeupException e) {
            wakeup.consumed();
        } catch (RuntimeException e) {
            readFailed(e);
        }
        if (awaited.isEmpty()) {
            caughtUp.complete(null);
        }
    }

    private void flush(Runnable flush) {
        try {
            flush.run();
        } catch (RuntimeException e) {
            handlerFailed("flush", e);
        }
    }

    private void handlerFailed(String what, RuntimeException e) {
        metrics.handlerFailures().labelValues(name).inc();
        LOG.error("event=handler-failed tail={} at={} action=skip", name, what, e);
    }

    private void readFailed(RuntimeException e) {
        metrics.readFailures().labelValues(name).inc();
        LOG.warn("event=read-failed tail={} action=retry", name, e);
        try {
            // Ends at once on stop.
            stopping.await(AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }
}
