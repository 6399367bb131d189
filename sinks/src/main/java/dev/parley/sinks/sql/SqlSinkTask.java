package dev.parley.sinks.sql;

import dev.parley.readmodel.sql.SqlReadModelWriter;
import dev.parley.schemas.registry.HttpSchemaRegistry;
import java.net.URI;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;

/** Connect's mutable shell around a {@link StartedSink}. */
public final class SqlSinkTask extends SinkTask {
    private @Nullable StartedSink started;

    @Override
    public void start(Map<String, String> properties) {
        var resources = SinkResources.of(properties.getOrDefault(SqlSinkConnector.RESOURCES, ""));
        var kafka = resources.kafka();
        var registry = new HttpSchemaRegistry(URI.create(kafka.registryUrl()), kafka.registersSchemas());
        started = new StartedSink(
                SqlReadModelWriter.open(resources.store()),
                RowDecoder.with(registry),
                KafkaDeadLetters.open(kafka, registry),
                new Progress(resources.nextOffsets(), context::offset),
                new Retries(resources.metrics(), context::timeout),
                resources.metrics());
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        started().open(partitions);
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        started().put(records);
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        started().close(partitions);
    }

    @Override
    public void stop() {
        // Connect calls this also after a failed start.
        if (started != null) {
            started.stop();
            started = null;
        }
    }

    @Override
    public String version() {
        return "1";
    }

    private StartedSink started() {
        if (started == null) {
            throw new ConnectException("The task has not been started.");
        }
        return started;
    }
}
