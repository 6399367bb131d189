package dev.parley.sinks.sql;

import dev.parley.readmodel.ReadModelSettings;
import dev.parley.readmodel.write.LogPartition;
import dev.parley.runtime.kafka.KafkaSettings;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Passes settings and metrics of the process to the tasks of its worker. They cannot be part of the connector's
 * configuration, which is stored in a topic, where secrets must not be, and shared by every worker. Tasks look them up by
 * {@link #id()}, which their worker substitutes into the configuration ({@link WorkerValues}). Safe for many threads.
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

    /** Registers the resources under a new id. */
    public static SinkResources open(KafkaSettings kafka, ReadModelSettings store, SinkMetrics metrics) {
        var resources = new SinkResources(kafka, store, metrics);
        OPEN.put(resources.id, resources);
        return resources;
    }

    static SinkResources of(String id) {
        var resources = OPEN.get(id);
        if (resources == null) {
            throw new ConnectException("This process has no sink resources with the id " + id + ".");
        }
        return resources;
    }

    /** Unique, also across processes. */
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

    /** The next offset of each partition that a task of this process has. */
    public Map<LogPartition, Long> nextOffsets() {
        return nextOffsets;
    }

    @Override
    public void close() {
        OPEN.remove(id);
    }
}
