package dev.parley.wsfanout.metrics;

import dev.parley.edge.command.Command;
import dev.parley.edge.command.Commands;
import dev.parley.runtime.metrics.SharedMetrics;
import dev.parley.wsfanout.socket.SocketEnd;
import dev.parley.wsfanout.stream.ResyncReason;
import dev.parley.wsfanout.stream.StreamMetrics;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sockets, frames, deliveries, and everything that should not happen often. */
public final class PushMetrics implements StreamMetrics {
    private static final double NANOS_PER_SECOND = 1e9;

    /** Anything else comes from clients, who could make up any number of names. */
    private static final Set<String> FRAME_TYPES = Stream.concat(
                    Stream.of("hello", "resume", "ping", "pong", "auth", "receipt"),
                    Commands.FRAMES.stream().map(Command::name))
            .collect(Collectors.toUnmodifiableSet());

    /** Of a socket that gets an event; what is slower than the last is to be looked into, not measured. */
    private static final double[] LATENCY_BUCKETS = {.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10};

    private final OpenSockets sockets;
    private final DistributionDataPoint eventLatency;
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
        this.sockets = new OpenSockets(registry);
        this.eventLatency = eventLatency(registry);
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
        beginAtZero();
    }

    private static DistributionDataPoint eventLatency(PrometheusRegistry registry) {
        return Histogram.builder()
                .name("parley_ws_fanout_event_latency_seconds")
                .help(
                        "From the append of an action, by the broker's clock, until its event was given to the sockets here.")
                .classicOnly()
                .classicUpperBounds(LATENCY_BUCKETS)
                .register(registry);
    }

    /** So that a rate is known from the first one on. */
    private void beginAtZero() {
        FRAME_TYPES.forEach(frames::initLabelValues);
        List.of("other", "invalid").forEach(frames::initLabelValues);
        Arrays.stream(ResyncReason.values()).map(ResyncReason::code).forEach(resyncs::initLabelValues);
        List.of("store", "sockets", "resumes", "origin").forEach(refusedUpgrades::initLabelValues);
    }

    private static CounterDataPoint counter(PrometheusRegistry registry, String name, String help) {
        return Counter.builder().name(name).help(help).register(registry);
    }

    public void socketOpened(String tenant) {
        sockets.opened(tenant);
    }

    public void socketClosed(String tenant, SocketEnd end) {
        sockets.closed(tenant, end);
    }

    /** @param latency of a clock that is behind the broker's, it may be negative */
    public void eventGiven(Duration latency) {
        eventLatency.observe(Math.max(0, latency.toNanos() / NANOS_PER_SECOND));
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
