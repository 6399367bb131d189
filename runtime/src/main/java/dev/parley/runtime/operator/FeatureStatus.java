package dev.parley.runtime.operator;

import java.util.List;

/**
 * How a feature is in this process.
 *
 * @param state as Kafka Streams names it: {@code RUNNING}, {@code REBALANCING}, …
 * @param threadTarget how many threads are wanted; differs from {@code threads} while they are changed
 * @param threads those that live
 * @param restoring stores that are read from the log at the moment
 */
public record FeatureStatus(
        String name,
        String state,
        boolean isPaused,
        int threadTarget,
        List<StreamThread> threads,
        List<Restoring> restoring) {

    /** A thread and its tasks. */
    public record StreamThread(String name, String state, List<StreamTask> tasks, List<StreamTask> standbys) {}

    /**
     * A task.
     *
     * @param partitions of the input topics, {@code topic-number}
     */
    public record StreamTask(String id, List<String> partitions) {}

    /**
     * A store that is being restored.
     *
     * @param partition of its changelog, {@code topic-number}
     * @param done records read so far
     * @param total records to read
     */
    public record Restoring(String store, String partition, long done, long total) {}
}
