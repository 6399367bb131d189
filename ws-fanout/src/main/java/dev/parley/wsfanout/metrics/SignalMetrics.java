package dev.parley.wsfanout.metrics;

import dev.parley.runtime.metrics.SharedMetrics;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Locale;

/** What is live and has no seq: receipts and ephemeral signals of clients on their way to the log, and signals on their way to clients. */
public final class SignalMetrics {
    private static final String FEATURE = "feature";
    private static final String REASON = "reason";

    /** Why a signal goes to nobody. */
    public enum Drop {
        /** More members of a large group than one frame shows. */
        CROWDED,
        /** More signals than the node can write. */
        BUSY,
        /** Not a record of its topic. */
        UNREADABLE,
        /** The schema registry does not answer. */
        REGISTRY,
        /** So old that it says nothing any more. */
        LATE,
        /** Of two users of whom one blocks the other. */
        APART;

        private String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final CounterDataPoint receiptsTaken;
    private final CounterDataPoint receiptsMerged;
    private final Counter receiptsDropped;
    private final Ephemeral ephemeral;
    private final CounterDataPoint signals;
    private final CounterDataPoint signalsMerged;
    private final CounterDataPoint signalsSkipped;
    private final Counter signalsDropped;
    private final CounterDataPoint uncounted;

    /** Typing and transients of clients. */
    private record Ephemeral(Counter taken, Counter merged, Counter dropped) {
        static Ephemeral in(PrometheusRegistry registry) {
            return new Ephemeral(
                    labelled(
                            registry,
                            "parley_ws_fanout_ephemeral_taken_total",
                            "Typing and transients of clients that the log has.",
                            FEATURE),
                    labelled(
                            registry,
                            "parley_ws_fanout_ephemeral_merged_total",
                            "Typing of clients that said what the log had, or was over before the log had it.",
                            FEATURE),
                    labelled(
                            registry,
                            "parley_ws_fanout_ephemeral_dropped_total",
                            "Typing and transients of clients that the log does not have.",
                            FEATURE,
                            REASON));
        }
    }

    /** Those of this registry, which is asked for them once however often a service starts. */
    public static SignalMetrics of(PrometheusRegistry registry) {
        return SharedMetrics.of(registry, SignalMetrics.class, SignalMetrics::new);
    }

    private SignalMetrics(PrometheusRegistry registry) {
        receiptsTaken = counter(
                registry,
                "parley_ws_fanout_receipts_taken_total",
                "Receipts of clients that the log has, merged ones as one.");
        receiptsMerged = counter(
                registry,
                "parley_ws_fanout_receipts_merged_total",
                "Receipts of clients that went to the log together with one before.");
        receiptsDropped = reasons(
                registry, "parley_ws_fanout_receipts_dropped_total", "Receipts of clients that the log does not have.");
        ephemeral = Ephemeral.in(registry);
        signals = counter(registry, "parley_ws_fanout_signals_total", "Signals sent, once a socket.");
        signalsMerged = counter(
                registry,
                "parley_ws_fanout_signals_merged_total",
                "Signals of members that were shown together, or replaced by a newer one before they were shown.");
        signalsSkipped = counter(
                registry,
                "parley_ws_fanout_signals_skipped_total",
                "Signals not sent to a socket, since its client reads too slowly.");
        signalsDropped = reasons(registry, "parley_ws_fanout_signals_dropped_total", "Signals that went to nobody.");
        uncounted = counter(
                registry,
                "parley_ws_fanout_uncounted_receipts_total",
                "Receipts shown to the user's own devices without counts, since the store was down or too slow.");
    }

    private static CounterDataPoint counter(PrometheusRegistry registry, String name, String help) {
        return Counter.builder().name(name).help(help).register(registry);
    }

    private static Counter reasons(PrometheusRegistry registry, String name, String help) {
        return labelled(registry, name, help, REASON);
    }

    private static Counter labelled(PrometheusRegistry registry, String name, String help, String... labels) {
        return Counter.builder().name(name).help(help).labelNames(labels).register(registry);
    }

    public void receiptTaken() {
        receiptsTaken.inc();
    }

    public void receiptMerged() {
        receiptsMerged.inc();
    }

    /** @param reason the code of an error */
    public void receiptDropped(String reason) {
        receiptsDropped.labelValues(reason).inc();
    }

    /** @param feature typing or transient */
    public void ephemeralTaken(String feature) {
        ephemeral.taken().labelValues(feature).inc();
    }

    public void ephemeralMerged(String feature) {
        ephemeral.merged().labelValues(feature).inc();
    }

    /** @param reason the code of an error */
    public void ephemeralDropped(String feature, String reason) {
        ephemeral.dropped().labelValues(feature, reason).inc();
    }

    public void sent() {
        signals.inc();
    }

    public void skipped() {
        signalsSkipped.inc();
    }

    public void merged() {
        signalsMerged.inc();
    }

    public void dropped(Drop reason, int count) {
        signalsDropped.labelValues(reason.label()).inc(count);
    }

    public void uncounted() {
        uncounted.inc();
    }
}
