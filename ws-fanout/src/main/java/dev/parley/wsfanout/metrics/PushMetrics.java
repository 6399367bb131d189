package dev.parley.wsfanout.metrics;

import dev.parley.edge.command.Command;
import dev.parley.edge.command.Commands;
import dev.parley.runtime.metrics.SharedMetrics;
import dev.parley.wsfanout.stream.ResyncReason;
import dev.parley.wsfanout.stream.StreamMetrics;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sockets, frames, deliveries, and everything that should not happen often. */
public final class PushMetrics implements StreamMetrics {
    /** Anything else comes from clients, who could make up any number of names. */
    private static final Set<String> FRAME_TYPES = Stream.concat(
                    Stream.of("hello", "resume", "ping", "pong", "auth", "receipt"),
                    Commands.FRAMES.stream().map(Command::name))
            .collect(Collectors.toUnmodifiableSet());

    private final Gauge sockets;
    private final Counter frames;
    private final CounterDataPoint deliveries;
    private final Counter resyncs;
    private final CounterDataPoint slowClosed;
    private final CounterDataPoint pings;
    private final CounterDataPoint compressedFrames;
    private final Counter refusedUpgrades;
    private final CounterDataPoint divergentEvents;
    private final CounterDataPoint unreadableEvents;
    private final CounterDataPoint passedOverEvents;

    /** Those of this registry, which is asked for them once however often a service starts. */
    public static PushMetrics of(PrometheusRegistry registry) {
        return SharedMetrics.of(registry, PushMetrics.class, PushMetrics::new);
    }

    private PushMetrics(PrometheusRegistry registry) {
        this.sockets = Gauge.builder()
                .name("parley_ws_fanout_sockets")
                .help("Sockets that are open.")
                .register(registry);
        this.frames = Counter.builder()
                .name("parley_ws_fanout_frames_in_total")
                .help("Frames that clients sent.")
                .labelNames("type")
                .register(registry);
        this.resyncs = Counter.builder()
                .name("parley_ws_fanout_resync_total")
                .help("Times that a client was told that it cannot get what it was promised.")
                .labelNames("reason")
                .register(registry);
        this.deliveries = counter(registry, "parley_ws_fanout_deliveries_total", "Events sent, once a socket.");
        this.slowClosed =
                counter(registry, "parley_ws_fanout_slow_closed_total", "Sockets closed since they read too slowly.");
        this.pings = counter(registry, "parley_ws_fanout_pings_total", "Pings sent to silent clients.");
        this.compressedFrames = counter(
                registry,
                "parley_ws_fanout_compressed_frames_total",
                "Frames that were compressed, once for all sockets that got them.");
        this.refusedUpgrades = Counter.builder()
                .name("parley_ws_fanout_refused_upgrades_total")
                .help("Sockets refused at a limit of this node (sockets, resumes, store), or for their origin.")
                .labelNames("reason")
                .register(registry);
        this.divergentEvents = counter(
                registry, "parley_ws_fanout_divergent_events_total", "Different events at a known seq: a defect.");
        this.unreadableEvents =
                counter(registry, "parley_ws_fanout_unreadable_events_total", "Records that are no events: a defect.");
        this.passedOverEvents = counter(
                registry,
                "parley_ws_fanout_passed_over_events_total",
                "Events that could not be handled or shown: a defect; the clients were told.");
    }

    private static CounterDataPoint counter(PrometheusRegistry registry, String name, String help) {
        return Counter.builder().name(name).help(help).register(registry);
    }

    public void socketOpened() {
        sockets.inc();
    }

    public void socketClosed() {
        sockets.dec();
    }

    public void frame(String type) {
        frames.labelValues(FRAME_TYPES.contains(type) ? type : "other").inc();
    }

    public void delivered() {
        deliveries.inc();
    }

    public void resync(ResyncReason reason) {
        resyncs.labelValues(reason.code()).inc();
    }

    public void slowClosed() {
        slowClosed.inc();
    }

    public void pinged() {
        pings.inc();
    }

    public void compressed() {
        compressedFrames.inc();
    }

    /** @param reason one of a few */
    public void upgradeRefused(String reason) {
        refusedUpgrades.labelValues(reason).inc();
    }

    @Override
    public void divergent() {
        divergentEvents.inc();
    }

    @Override
    public void unreadable() {
        unreadableEvents.inc();
    }

    @Override
    public void passedOver() {
        passedOverEvents.inc();
    }
}
