package dev.parley.bench.load;

import dev.parley.bench.load.LoadReport.Checked;
import dev.parley.bench.load.LoadReport.Generator;
import dev.parley.bench.load.LoadReport.Server;
import dev.parley.bench.load.LoadReport.Throughput;
import dev.parley.bench.report.Quantiles;
import dev.parley.client.ledger.FaultKind;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Makes one report of those of several generators that ran at once. */
final class MergedReport {
    private final List<PartResult> parts;
    private final boolean isShared;
    private final LoadReport first;
    private final Map<String, PartResult.Timed> messages = new HashMap<>();

    /** @param isShared whether all were in the same conversation, so that a message is known to all of them */
    private MergedReport(List<PartResult> parts, boolean isShared) {
        this.parts = parts;
        this.isShared = isShared;
        this.first = parts.getFirst().report();
        parts.forEach(part -> part.messages().forEach(timed -> messages.merge(timed.id(), timed, MergedReport::both)));
    }

    /**
     * The report of the whole run.
     *
     * @param settings of the whole run
     * @param receivers of all generators
     */
    static LoadReport of(List<PartResult> parts, boolean isShared, Map<String, Object> settings, int receivers) {
        return new MergedReport(parts, isShared).report(settings, receivers);
    }

    private static PartResult.Timed both(PartResult.Timed one, PartResult.Timed other) {
        return new PartResult.Timed(
                one.id(),
                // The sender's generator has the first answer; the others were told it afterwards.
                Math.min(unsigned(one.answeredAfter()), unsigned(other.answeredAfter())),
                one.deliveries() + other.deliveries(),
                Math.max(one.deliveredAfter(), other.deliveredAfter()));
    }

    private static long unsigned(long answeredAfter) {
        return answeredAfter < 0 ? Long.MAX_VALUE : answeredAfter;
    }

    private LoadReport report(Map<String, Object> settings, int receivers) {
        var latency = Quantiles.histogram();
        var acknowledgement = Quantiles.histogram();
        messages.values().forEach(timed -> record(timed, receivers, latency, acknowledgement));
        var reports = parts.stream().map(PartResult::report).toList();
        return new LoadReport(
                reports.stream().allMatch(LoadReport::isClean),
                reports.stream().anyMatch(LoadReport::isVoid),
                first.platform(),
                first.durability(),
                first.scenario(),
                settings,
                Quantiles.of(latency),
                Quantiles.of(acknowledgement),
                throughput(),
                generator(),
                server(first.server()),
                ledger(),
                first.checked(),
                faultCounts(reports),
                reports.stream().flatMap(each -> each.faults().stream()).toList(),
                first.machine());
    }

    private static void record(PartResult.Timed timed, int receivers, Histogram latency, Histogram acknowledgement) {
        if (timed.answeredAfter() >= 0 && timed.answeredAfter() < Long.MAX_VALUE) {
            acknowledgement.recordValue(timed.answeredAfter());
        }
        if (receivers > 0 && timed.deliveries() >= receivers) {
            latency.recordValue(Math.max(0, timed.deliveredAfter()));
        }
    }

    private Throughput throughput() {
        var seconds = first.throughput().seconds();
        return new Throughput(
                seconds,
                answered() / seconds,
                sum(report -> report.throughput().deliveriesPerSecond()),
                count(report -> report.throughput().lostConnections()),
                backlog());
    }

    private long backlog() {
        return count(report -> report.throughput().backlogGrowth());
    }

    private long answered() {
        return messages.size() - backlog();
    }

    private Generator generator() {
        var cpu = sum(report -> report.generator().cpuSeconds());
        var latest = parts.stream()
                .map(part -> part.report().generator().lateness())
                .max(Comparator.comparingDouble(Quantiles::p99))
                .orElseThrow();
        return new Generator(latest, cpu, cpu * 1e6 / Math.max(1, messages.size()));
    }

    /** All of them looked at the same processes at the same time. */
    private @Nullable Server server(@Nullable Server seen) {
        if (seen == null) {
            return null;
        }
        var count = Math.max(1, answered());
        var deliveries = sum(report -> report.throughput().deliveriesPerSecond())
                * first.throughput().seconds();
        var own = Math.max(
                1, parts.getFirst().messages().size() - first.throughput().backlogGrowth());
        return new Server(
                seen.cpuSeconds(),
                seen.cpuSeconds() * 1e3 / count,
                seen.cpuSeconds() * 1e6 / Math.max(1, deliveries),
                seen.residentMiB(),
                seen.residentMiBByProgram(),
                shared(seen.writtenBytesPerMessage(), own, count),
                seen.vitals(),
                seen.allocatedBytesPerMessage() == null ? null : seen.allocatedBytesPerMessage() * own / count,
                seen.profiles());
    }

    /** What the first generator counted for its own messages, for those of all. */
    private static Map<String, Long> shared(Map<String, Long> bytes, long own, long count) {
        var each = new TreeMap<String, Long>();
        bytes.forEach((program, perMessage) -> each.put(program, perMessage * own / count));
        return each;
    }

    private Checked ledger() {
        if (isShared) {
            var whole = first.ledger();
            return new Checked(
                    whole.sent(),
                    whole.acknowledged(),
                    whole.refused(),
                    whole.unanswered(),
                    whole.retried(),
                    count(report -> report.ledger().delivered()),
                    whole.stored());
        }
        var refused = new TreeMap<String, Long>();
        parts.forEach(part ->
                part.report().ledger().refused().forEach((code, count) -> refused.merge(code, count, Long::sum)));
        return new Checked(
                count(report -> report.ledger().sent()),
                count(report -> report.ledger().acknowledged()),
                refused,
                count(report -> report.ledger().unanswered()),
                count(report -> report.ledger().retried()),
                count(report -> report.ledger().delivered()),
                count(report -> report.ledger().stored()));
    }

    private static Map<FaultKind, Long> faultCounts(List<LoadReport> reports) {
        var counts = new TreeMap<FaultKind, Long>();
        reports.forEach(report -> report.faultCounts().forEach((kind, count) -> counts.merge(kind, count, Long::sum)));
        return counts;
    }

    private double sum(ToDoubleFunction<LoadReport> figure) {
        return parts.stream().map(PartResult::report).mapToDouble(figure).sum();
    }

    private long count(ToLongFunction<LoadReport> figure) {
        return parts.stream().map(PartResult::report).mapToLong(figure).sum();
    }
}
