package dev.parley.operator.instances;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a process says of itself. Fields that a newer one has besides are passed over, and those that an older one lacks are empty.
 *
 * @param time of its clock when it answered, ISO 8601
 * @param ready whether all of its parts are
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record InstanceStatus(
        String service,
        String version,
        String commit,
        String java,
        long pid,
        String time,
        String startedAt,
        long uptimeSeconds,
        boolean takesChanges,
        boolean ready,
        Map<String, Part> parts,
        int processors,
        long memoryBytes,
        long maxHeapBytes,
        long openFiles,
        long maxOpenFiles,
        List<Disk> disks,
        List<Feature> features) {
    @SuppressWarnings("NullAway") // Jackson gives null for what is not there.
    public InstanceStatus {
        service = service == null ? "?" : service;
        version = version == null ? "?" : version;
        commit = commit == null ? "?" : commit;
        java = java == null ? "?" : java;
        time = time == null ? "" : time;
        parts = parts == null ? Map.of() : parts;
        disks = disks == null ? List.of() : disks;
        features = features == null ? List.of() : features;
    }

    Optional<Feature> feature(String name) {
        return features.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** A part of the process: ready, or why not. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Part(boolean ready, String detail) {}

    /** The file system of a folder that must not run full. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Disk(String name, long freeBytes, long totalBytes) {}

    /** A Kafka Streams application in the process. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Feature(
            String name,
            String state,
            boolean paused,
            int threadTarget,
            List<StreamThread> threads,
            List<Restoring> restoring) {}

    /** A thread and its tasks. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record StreamThread(String name, String state, List<StreamTask> tasks, List<StreamTask> standbys) {}

    /** A task and its partitions, {@code topic-number}. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record StreamTask(String id, List<String> partitions) {}

    /** A store that is read from the log. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Restoring(String store, String partition, long done, long total) {}
}
