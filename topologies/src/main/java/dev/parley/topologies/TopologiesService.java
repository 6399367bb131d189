package dev.parley.topologies;

import dev.parley.runtime.service.ProcessContext;
import dev.parley.runtime.service.Service;
import dev.parley.schemas.registry.HttpSchemaRegistry;
import dev.parley.schemas.topics.SchemaRegistration;
import dev.parley.schemas.topics.TopicCreation;
import dev.parley.topologies.streams.FeatureParts;
import dev.parley.topologies.streams.MachineMetrics;
import dev.parley.topologies.ticks.LeaseTicks;
import dev.parley.topologies.ticks.TickClock;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the features that the settings name. */
public final class TopologiesService implements Service {
    private final TopologiesSettings settings;
    private final ProcessContext process;
    private final List<StreamsApplication> applications = new ArrayList<>();
    private @Nullable TickClock clock;
    private @Nullable LeaseTicks leaseTicks;

    public TopologiesService(TopologiesSettings settings, ProcessContext process) {
        this.settings = settings;
        this.process = process;
    }

    @Override
    public String name() {
        return "topologies";
    }

    @Override
    public void start() {
        var kafka = settings.kafka();
        TopicCreation.ensure(kafka.common(), kafka.partitions(), kafka.replicationFactor());
        var registry = new HttpSchemaRegistry(URI.create(kafka.registryUrl()), kafka.registersSchemas());
        SchemaRegistration.registerAll(registry);
        var ticks = TickClock.open(kafka, registry, process.metrics());
        clock = ticks;
        var parts = new FeatureParts(
                registry, MachineMetrics.in(process.metrics()), settings.commitInterval(), ticks.watch());
        process.operations().addFolder("state", settings.stateDir());
        for (var feature : Features.named(settings.features())) {
            parts.metrics().beginAtZero(feature.name());
            var application = new StreamsApplication(feature, settings, parts, process.metrics());
            applications.add(application);
            process.health().register("topology-" + feature.name(), application::health);
            process.operations().add(application.operated());
            application.start();
        }
        ticks.start();
        if (runs(PresenceFeature.NAME)) {
            leaseTicks = LeaseTicks.open(kafka, registry, process.metrics());
            leaseTicks.start();
        }
        applications.forEach(application -> application.awaitRunning(settings.startWait()));
    }

    private boolean runs(String feature) {
        return Features.named(settings.features()).stream()
                .anyMatch(each -> each.name().equals(feature));
    }

    @Override
    public void close() {
        if (leaseTicks != null) {
            leaseTicks.close();
        }
        if (clock != null) {
            clock.close();
        }
        applications.reversed().forEach(StreamsApplication::close);
    }
}
