package dev.parley.standalone.platform;

import dev.parley.edge.identity.TokenKeys;
import dev.parley.runtime.config.Env;
import dev.parley.runtime.http.HttpSettings;
import dev.parley.runtime.http.UndertowFront;
import dev.parley.runtime.service.Health;
import dev.parley.runtime.service.Lifecycle;
import dev.parley.runtime.service.ProcessContext;
import dev.parley.runtime.service.Service;
import dev.parley.sinks.SinksService;
import dev.parley.sinks.SinksSettings;
import dev.parley.standalone.data.DataFolder;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** A platform whose sinks can be stopped and started while everything else goes on, with or without topologies of its own. */
public final class PlatformInParts implements AutoCloseable {
    private final Lifecycle lifecycle = new Lifecycle(Duration.ofSeconds(30));
    private final EmbeddedParts parts;
    private final Services services;
    private final UndertowFront front;
    private Service sinks;

    /** With topologies of its own. */
    public PlatformInParts(Path data) throws IOException {
        this(data, List.of(Services::topologies));
    }

    private PlatformInParts(Path data, List<BiFunction<Services, ProcessContext, Service>> more) throws IOException {
        var folder = lifecycle.add("folder", DataFolder.open(data));
        var health = new Health();
        var metrics = new PrometheusRegistry();
        front = lifecycle.add("http", UndertowFront.open(HttpSettings.onAnyPort(), health, metrics));
        parts = EmbeddedParts.start(folder, Path.of("target", "programs"), lifecycle, (_, _, _) -> {}, _ -> {});
        var keys = folder.secret("token-keys.json");
        TokenKeys.generate(keys);
        services = new Services(parts, keys, folder.streams(), 1, false, new GivenSettings(Map.of()));
        var process = new ProcessContext(front, health, metrics);
        sinks = startSinks();
        more.forEach(service -> lifecycle.start(service.apply(services, process)));
        List.of(services.ingress(process), services.wsFanout(process)).forEach(lifecycle::start);
    }

    /** Decides nothing until topologies are started elsewhere. */
    public static PlatformInParts withoutTopologies(Path data) throws IOException {
        return new PlatformInParts(data, List.of());
    }

    public void stopSinks() {
        sinks.close();
    }

    public void restartSinks() {
        sinks = startSinks();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + front.port());
    }

    public EmbeddedParts parts() {
        return parts;
    }

    @Override
    public void close() {
        sinks.close();
        lifecycle.close();
    }

    /** In a process of their own as far as health and metrics go. */
    private Service startSinks() {
        var settings = new HashMap<>(parts.kafka().settings());
        settings.putAll(parts.sql().settings());
        var fresh = new SinksService(
                SinksSettings.from(Env.of(settings)),
                new ProcessContext(front, new Health(), new PrometheusRegistry()));
        fresh.start();
        return fresh;
    }
}
