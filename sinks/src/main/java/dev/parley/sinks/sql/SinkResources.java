package dev.parley.sinks.sql;

import dev.parley.readmodel.ReadModelSettings;
import dev.parley.readmodel.write.LogPartition;
import dev.parley.runtime.kafka.KafkaSettings;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * What the tasks of one worker get from the process that it runs in. A connector's configuration cannot carry it: that
 * stands in a topic, where secrets must not be, and is the same in every worker. Tasks find it by its {@link #id()}, which
 * their worker fills into the configuration ({@link WorkerValues}). Safe for many threads.
 */
public final class SinkResources implements AutoCloseable {
    private static final Map<String, SinkResources> OPEN = new ConcurrentHashMap<>();

    private final String id = UUID.randomUUID().toString();
    private final KafkaSettings kafka;
    private final ReadModelSettings store;
    private final SinkMetrics metrics;
    private final Map<LogPartition, Long> nextOffsets = new ConcurrentHashMap<>();

    private SinkResources(KafkaSettings kafka, ReadModelSettings store, SinkMetrics metrics) {
        this.kafka = kafka;
        this.store = store;
        this.metrics = metrics;
    }

    /** From now on the tasks of a worker that is told of its id find these. */
    public static SinkResources open(KafkaSettings kafka, ReadModelSettings store, SinkMetrics metrics) {
        var resources = new SinkResources(kafka, store, metrics);
        OPEN.put(resources.id, resources);
        return resources;
    }

    static SinkResources of(String id) {
        var resources = OPEN.get(id);
        if (resources == null) {
            throw new ConnectException("The worker was told of resources that this process does not have: " + id + ".");
        }
        return resources;
    }

    /** Unique for all time. */
    public String id() {
        return id;
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
        OPEN.remove(id);
    }
}
