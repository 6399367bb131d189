package dev.parley.sinks;

import dev.parley.readmodel.ReadModel;
import dev.parley.runtime.kafka.KafkaMeters;
import dev.parley.runtime.metrics.SharedMetrics;
import dev.parley.runtime.service.CloseStack;
import dev.parley.runtime.service.Health;
import dev.parley.runtime.service.ProcessContext;
import dev.parley.runtime.service.Service;
import dev.parley.schemas.topics.TopicCreation;
import dev.parley.sinks.sql.SinkMetrics;
import dev.parley.sinks.sql.SinkResources;
import dev.parley.sinks.sql.SqlSinkConnector;
import dev.parley.sinks.sql.WorkerValues;
import dev.parley.sinks.worker.SinkWatch;
import dev.parley.sinks.worker.SinkWorker;
import dev.parley.sinks.worker.WorkerSettings;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fills the SQL store from the log. Once started it retries while the store is down; nothing is lost or skipped. */
public final class SinksService implements Service {
    private final SinksSettings settings;
    private final ProcessContext process;
    private final CloseStack opened = new CloseStack();
    private volatile @Nullable SinkWorker worker;

    public SinksService(SinksSettings settings, ProcessContext process) {
        this.settings = settings;
        this.process = process;
    }

    @Override
    public String name() {
        return "sinks";
    }

    @Override
    public void start() {
        process.health().register(name(), this::state);
        var kafka = settings.kafka();
        TopicCreation.ensure(kafka.common(), kafka.partitions(), kafka.replicationFactor());
        // The tasks have connections of their own.
        ReadModel.openMigrated(settings.store()).close();
        var metrics = SharedMetrics.of(process.metrics(), SinkMetrics.class, SinkMetrics::in);
        var resources = SinkResources.open(kafka, settings.store(), metrics);
        opened.push(resources::close);
        var started = startWorker(resources);
        opened.push(started::close);
        opened.push(SinkWatch.start(started, kafka, resources.nextOffsets(), metrics)::close);
        worker = started;
    }

    private SinkWorker startWorker(SinkResources resources) {
        var group = settings.group();
        return SinkWorker.start(
                new WorkerSettings(
                        settings.kafka(), group, settings.host(), settings.sessionTimeout(), workerSettings(resources)),
                group,
                SqlSinkConnector.configuration(group, settings.tasks()));
    }

    /** The clients of the worker itself, which wait for hours, are told apart from the consumers of its tasks. */
    private Map<String, String> workerSettings(SinkResources resources) {
        var settings = new HashMap<>(WorkerValues.settings(resources));
        settings.putAll(KafkaMeters.settings(process.metrics(), name() + "-worker"));
        KafkaMeters.settings(process.metrics(), name())
                .forEach((setting, value) -> settings.put("consumer." + setting, value));
        return settings;
    }

    private Health.State state() {
        var started = worker;
        if (started == null) {
            return Health.State.notReady("not started");
        }
        return started.isRunning() ? Health.State.ready() : Health.State.notReady("a sink task is not running");
    }

    @Override
    public void close() {
        worker = null;
        opened.close();
    }
}
