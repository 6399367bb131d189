package dev.parley.sinks.sql;

import dev.parley.readmodel.ReadModelSettings;
import dev.parley.readmodel.write.LogPartition;
import dev.parley.runtime.kafka.KafkaSettings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * What the tasks that Connect makes in this process get from the process, found by the name of its Connect group. A
 * connector's configuration cannot carry it: that stands in a topic, where secrets must not be, and is the same in every
 * worker. Safe for many threads.
 */
public final class SinkResources implements AutoCloseable {
    private static final List<SinkResources> OPEN = new CopyOnWriteArrayList<>();

    private final String group;
    private final KafkaSettings kafka;
    private final ReadModelSettings store;
    private final SinkMetrics metrics;
    private final Map<LogPartition, Long> nextOffsets = new ConcurrentHashMap<>();

    private SinkResources(String group, KafkaSettings kafka, ReadModelSettings store, SinkMetrics metrics) {
        this.group = group;
        this.kafka = kafka;
        this.store = store;
        this.metrics = metrics;
    }

    /** From now on tasks of that group find these. */
    public static SinkResources open(String group, KafkaSettings kafka, ReadModelSettings store, SinkMetrics metrics) {
        var resources = new SinkResources(group, kafka, store, metrics);
        OPEN.add(resources);
        return resources;
    }

    static SinkResources of(String group) {
        return OPEN.stream()
                .filter(resources -> resources.group.equals(group))
                .findFirst()
                .orElseThrow(() -> new ConnectException("This process runs no sinks of the group " + group + "."));
    }

    KafkaSettings kafka() {
        return kafka;
    }

    ReadModelSettings store() {
        return store;
    }

    SinkMetrics metrics() {
        return metrics;
    }

    /** How far the tasks of this process are: the next offset of each partition that they have. */
    public Map<LogPartition, Long> nextOffsets() {
        return nextOffsets;
    }

    @Override
    public void close() {
        OPEN.remove(this);
    }
}
