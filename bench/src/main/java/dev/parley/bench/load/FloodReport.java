package dev.parley.bench.load;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.parley.bench.report.Quantiles;
import dev.parley.client.run.MachineInfo;
import dev.parley.client.run.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What it costs chat that others type beside it.
 *
 * @param without the chat while nobody types
 * @param with the same while everybody does
 * @param p99Growth of the chat, as a multiple
 * @param cpuMicrosPerSignal what the platform spends on one that a client sends
 * @param cpuMicrosPerDelivery what it spends on one that comes to another client
 * @param signals what came of the flood
 * @param faults what was shown to somebody whom it was not for
 * @param turns in the order in which they were taken; not called runs, since they are no results for a chat of its own
 */
record FloodReport(
        boolean isClean,
        boolean isVoid,
        String scenario,
        Map<String, Object> settings,
        ChatBeside.Chat without,
        ChatBeside.Chat with,
        double p99Growth,
        double cpuMicrosPerSignal,
        double cpuMicrosPerDelivery,
        Signals signals,
        List<String> faults,
        List<LoadReport> turns,
        MachineInfo machine) {
    /**
     * The flood.
     *
     * @param sent by clients
     * @param records that edges wrote for each of them
     * @param seen by other clients
     * @param throttled frames that said that signals were not taken
     * @param lateness of the generator in sending them
     */
    record Signals(
            long sent,
            double sentPerSecond,
            double records,
            long seen,
            double seenPerSecond,
            long throttled,
            Quantiles lateness) {}

    /** @param runs in turn without the flood and with it */
    static FloodReport of(Map<String, Object> settings, List<LoadReport> runs, Signals signals, List<String> faults) {
        var chat = ChatBeside.of(runs);
        var seconds = runs.getFirst().throughput().seconds();
        var all = new TreeMap<>(runs.getFirst().settings());
        all.putAll(settings);
        return new FloodReport(
                faults.isEmpty() && signals.seen() > 0 && runs.stream().allMatch(LoadReport::isClean),
                signals.lateness().p99() > Pacer.LATEST_MS || runs.stream().anyMatch(LoadReport::isVoid),
                "flood",
                all,
                chat.without(),
                chat.with(),
                chat.p99Growth(),
                chat.cpuMicrosPer(signals.sentPerSecond() * seconds),
                chat.cpuMicrosPer(signals.seenPerSecond() * seconds),
                signals,
                faults,
                runs,
                MachineInfo.here());
    }

    @JsonIgnore
    String text() {
        var table = new TextTable("bench flood " + settings)
                .row("chat without the flood", without.text())
                .row("chat with the flood", with.text())
                .row("growth of its p99", rounded(p99Growth) + " x")
                .row("signals sent", signals.sent() + ", " + rounded(signals.sentPerSecond()) + "/s")
                .row("  CPU", rounded(cpuMicrosPerSignal) + " µs a signal")
                .row("  records", rounded(signals.records()) + " a signal")
                .row("  throttled", signals.throttled() + " warnings")
                .row("  generator: late", signals.lateness().text())
                .row("signals seen", signals.seen() + ", " + rounded(signals.seenPerSecond()) + "/s")
                .row("  CPU", rounded(cpuMicrosPerDelivery) + " µs a delivery");
        var text = new StringBuilder(table.toString());
        faults.forEach(fault -> text.append("  ").append(fault).append('\n'));
        if (!isClean) {
            return text.append("NO FIGURE: a check failed.\n").toString();
        }
        return text.append(
                        isVoid
                                ? "NO FIGURE: the generator was late.\n"
                                : "Every message arrived, and signals came to nobody else.\n")
                .toString();
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%,.2f", value);
    }
}
