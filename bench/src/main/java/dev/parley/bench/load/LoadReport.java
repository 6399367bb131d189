package dev.parley.bench.load;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.parley.bench.chat.Promises;
import dev.parley.bench.observe.Vitals;
import dev.parley.bench.report.Quantiles;
import dev.parley.client.ledger.Fault;
import dev.parley.client.ledger.FaultKind;
import dev.parley.client.ledger.Ledger;
import dev.parley.client.ledger.LedgerVerdict;
import dev.parley.client.ledger.Sent;
import dev.parley.client.run.MachineInfo;
import dev.parley.client.run.TextTable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What came of a load run. A run that is not clean, or void, has no figure.
 *
 * @param isVoid whether the generator itself was too late to measure anything
 * @param durability the class within which figures may be compared: A = nothing stored, B = stored before acknowledged
 * @param latency from the intended time to the (last) receiver's socket
 * @param acknowledgement from the intended time to the answer; empty where the platform gives none
 * @param server null where the platform is elsewhere
 * @param checked the parts of the check that this platform can be held to
 */
record LoadReport(
        boolean isClean,
        boolean isVoid,
        String platform,
        String durability,
        String scenario,
        Map<String, Object> settings,
        Quantiles latency,
        Quantiles acknowledgement,
        Throughput throughput,
        Generator generator,
        @Nullable Server server,
        Checked ledger,
        List<String> checked,
        Map<FaultKind, Long> faultCounts,
        List<Fault> faults,
        MachineInfo machine) {
    private static final int MOST_FAULTS = 50;

    /**
     * What went through in the measured time.
     *
     * @param messagesPerSecond that were answered, whatever was offered
     * @param backlogGrowth how many more messages were unanswered at its end than at its beginning
     */
    record Throughput(
            double seconds,
            double messagesPerSecond,
            double deliveriesPerSecond,
            long lostConnections,
            long backlogGrowth) {}

    /** What the measuring program itself did. */
    record Generator(Quantiles lateness, double cpuSeconds, double cpuMicrosPerMessage) {}

    /**
     * What the platform used in the measured time, its children included.
     *
     * @param cpuMillisPerMessage of those that were answered
     * @param writtenBytesPerMessage to files and sockets, by program
     * @param vitals null where it shows no metrics
     * @param allocatedBytesPerMessage null where it was not asked for
     * @param profiles flame graphs
     */
    record Server(
            double cpuSeconds,
            double cpuMillisPerMessage,
            double cpuMicrosPerDelivery,
            long residentMiB,
            Map<String, Long> residentMiBByProgram,
            Map<String, Long> writtenBytesPerMessage,
            @Nullable Vitals vitals,
            @Nullable Double allocatedBytesPerMessage,
            List<String> profiles) {
        void addTo(TextTable table) {
            table.row("platform: written", writtenBytesPerMessage + " bytes a message");
            if (vitals != null) {
                table.row(
                        "platform: collections, lag",
                        rounded(vitals.gcPauses()) + " pauses, " + rounded(vitals.gcMillis()) + " ms in all, "
                                + rounded(vitals.sinkLag()) + " records behind");
            }
            if (allocatedBytesPerMessage != null) {
                table.row("platform: allocated", rounded(allocatedBytesPerMessage) + " bytes a message");
            }
            profiles.forEach(file -> table.row("profile", file));
        }
    }

    /** The ledger in numbers, warm-up included. */
    record Checked(
            long sent,
            long acknowledged,
            Map<String, Long> refused,
            long unanswered,
            long retried,
            long delivered,
            long stored) {}

    static LoadReport of(
            LoadSettings settings, Promises promises, Scenario scenario, LoadRun.Measured measured, Ledger ledger) {
        var verdict = ledger.verdict();
        var latency = Quantiles.histogram();
        var acknowledgement = Quantiles.histogram();
        measured.messages().forEach(sent -> {
            delivered(sent, scenario.receivers(), latency);
            answered(sent, promises, acknowledgement);
        });
        var count = Math.max(1, measured.messages().size());
        var answered = count - measured.backlog();
        return new LoadReport(
                verdict.isClean()
                        && verdict.unanswered() == 0
                        && verdict.refused().isEmpty(),
                measured.lateness().p99() > Pacer.LATEST_MS,
                promises.platform(),
                promises.durability(),
                scenario.name(),
                settings(settings, scenario),
                Quantiles.of(latency),
                Quantiles.of(acknowledgement),
                new Throughput(
                        measured.seconds(),
                        answered / measured.seconds(),
                        measured.deliveries() / measured.seconds(),
                        measured.lostConnections(),
                        measured.backlog()),
                generator(measured, count),
                server(measured, Math.max(1, answered)),
                checked(verdict),
                promises.checked(),
                verdict.counts(),
                verdict.faults().stream().limit(MOST_FAULTS).toList(),
                MachineInfo.here());
    }

    /** Without listeners nothing is delivered. */
    private static void delivered(Sent sent, int receivers, Histogram latency) {
        if (receivers > 0 && sent.deliveries() >= receivers) {
            latency.recordValue(Math.max(0, sent.deliveredAfter()));
        }
    }

    private static void answered(Sent sent, Promises promises, Histogram acknowledgement) {
        if (promises.acknowledges() && sent.state() == Sent.State.ACCEPTED) {
            acknowledgement.recordValue(Math.max(0, sent.answeredAfter()));
        }
    }

    private static Generator generator(LoadRun.Measured measured, long messages) {
        var cpu = measured.generatorCpuSeconds();
        return new Generator(measured.lateness(), cpu, cpu * 1e6 / messages);
    }

    static Map<String, Object> settings(LoadSettings settings, Scenario scenario) {
        var all = new TreeMap<>(scenario.settings());
        all.put("runId", settings.runId());
        all.put("rate", settings.rate());
        all.put("warmUpSeconds", settings.warmUp().toSeconds());
        all.put("durationSeconds", settings.duration().toSeconds());
        all.put("loops", settings.loops());
        all.put(
                "meanTextBytes",
                settings.texts().stream()
                        .mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length)
                        .average()
                        .orElse(0));
        return all;
    }

    private static @Nullable Server server(LoadRun.Measured measured, long messages) {
        var seen = measured.server();
        var before = seen.before().orElse(null);
        var after = seen.after().orElse(null);
        if (before == null || after == null) {
            return null;
        }
        var cpu = after.cpuSeconds() - before.cpuSeconds();
        return new Server(
                cpu,
                cpu * 1e3 / messages,
                measured.deliveries() == 0 ? 0 : cpu * 1e6 / measured.deliveries(),
                after.totalMiB(),
                after.residentMiB(),
                after.writtenSince(before, messages),
                seen.vitals().orElse(null),
                seen.allocatedBytes().isPresent()
                        ? (double) seen.allocatedBytes().getAsLong() / messages
                        : null,
                seen.profiles().stream().map(Path::toString).toList());
    }

    private static Checked checked(LedgerVerdict verdict) {
        return new Checked(
                verdict.sent(),
                verdict.accepted(),
                verdict.refused(),
                verdict.unanswered(),
                verdict.retried(),
                verdict.deliveries(),
                verdict.stored());
    }

    @JsonIgnore
    String text() {
        var table = new TextTable("bench " + scenario + " " + platform + " " + settings)
                .row("to the receiver", latency.text())
                .row("to the answer", acknowledgement.text())
                .row(
                        "messages, deliveries",
                        rounded(throughput.messagesPerSecond()) + "/s, " + rounded(throughput.deliveriesPerSecond())
                                + "/s")
                .row("lost connections", throughput.lostConnections())
                .row(
                        "generator: late, CPU",
                        generator.lateness().text() + ", " + rounded(generator.cpuMicrosPerMessage())
                                + " µs a message");
        if (server != null) {
            table.row(
                            "platform: CPU",
                            rounded(server.cpuMillisPerMessage()) + " ms a message, "
                                    + rounded(server.cpuMicrosPerDelivery()) + " µs a delivery")
                    .row("platform: memory", server.residentMiB() + " MiB " + server.residentMiBByProgram());
            server.addTo(table);
        }
        table.row("sent, acknowledged", ledger.sent() + ", " + ledger.acknowledged())
                .row("retried, unanswered", ledger.retried() + ", " + ledger.unanswered())
                .row("refused", ledger.refused().toString())
                .row("delivered, stored", ledger.delivered() + ", " + ledger.stored());
        checked.forEach(part -> table.row("checked", part));
        var text = new StringBuilder(table.toString());
        faults.forEach(
                fault -> text.append("  " + fault.kind() + " at " + fault.place() + ": " + fault.detail() + "\n"));
        return text.append(conclusion()).append('\n').toString();
    }

    private String conclusion() {
        if (!isClean) {
            return "NO FIGURE: the ledger check failed: " + faultCounts;
        }
        if (isVoid) {
            return "NO FIGURE: the generator was late by more than " + Pacer.LATEST_MS + " ms at p99";
        }
        return durability.equals("none") ? "Every request was answered." : "Everything arrived, once and in order.";
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%,.2f", value);
    }
}
