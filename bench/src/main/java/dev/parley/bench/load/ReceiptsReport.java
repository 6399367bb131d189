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
 * What it costs that a large group is read while others chat.
 *
 * @param without the chat while nobody reads
 * @param with the same while everybody does
 * @param p99Growth of the chat, as a multiple
 * @param cpuMicrosPerReceipt what the platform spends on one
 * @param readers what their receipts came to
 * @param lookups what it takes to ask about them
 * @param faults counts that were otherwise than reckoned
 * @param turns in the order in which they were taken; not called runs, since they are no results for a chat of its own
 */
record ReceiptsReport(
        boolean isClean,
        boolean isVoid,
        String scenario,
        Map<String, Object> settings,
        ChatBeside.Chat without,
        ChatBeside.Chat with,
        double p99Growth,
        double cpuMicrosPerReceipt,
        Readers readers,
        Lookups lookups,
        List<String> faults,
        List<LoadReport> turns,
        MachineInfo machine) {
    /**
     * Receipts of one second are the readers' number, or fewer.
     *
     * @param sent by clients
     * @param recordsIn that edges wrote for each of them
     * @param recordsOut that were written of what became of them, for each of them
     * @param lateness of the generator in sending them
     */
    record Readers(long sent, double perSecond, double recordsIn, double recordsOut, Quantiles lateness) {}

    /**
     * @param message pages of {@code GET /v1/messages/{m}/receipts}, with the counts
     * @param conversation pages of {@code GET /v1/conversations/{c}/receipts}
     * @param lateness of the generator in asking for them, at p99
     * @param unreadCompared members whose unread count was compared
     */
    record Lookups(Quantiles message, Quantiles conversation, double lateness, int unreadCompared) {}

    /** @param runs of which every first and fourth of four is without readers */
    static ReceiptsReport of(
            Map<String, Object> settings,
            List<LoadReport> runs,
            Readers readers,
            Lookups lookups,
            List<String> faults) {
        var chat = ChatBeside.of(runs);
        var all = new TreeMap<>(runs.getFirst().settings());
        all.putAll(settings);
        return new ReceiptsReport(
                faults.isEmpty() && runs.stream().allMatch(LoadReport::isClean),
                Math.max(readers.lateness().p99(), lookups.lateness()) > Pacer.LATEST_MS
                        || runs.stream().anyMatch(LoadReport::isVoid),
                "receipts",
                all,
                chat.without(),
                chat.with(),
                chat.p99Growth(),
                chat.cpuMicrosPer(
                        readers.perSecond() * runs.getFirst().throughput().seconds()),
                readers,
                lookups,
                faults,
                runs,
                MachineInfo.here());
    }

    @JsonIgnore
    String text() {
        var table = new TextTable("bench receipts " + settings)
                .row("chat without readers", without.text())
                .row("chat with readers", with.text())
                .row("growth of its p99", rounded(p99Growth) + " x")
                .row("receipts", readers.sent() + ", " + rounded(readers.perSecond()) + "/s")
                .row("  CPU", rounded(cpuMicrosPerReceipt) + " µs a receipt")
                .row(
                        "  records",
                        rounded(readers.recordsIn()) + " in and " + rounded(readers.recordsOut()) + " out a receipt")
                .row("  generator: late", readers.lateness().text())
                .row("receipts of a message, a page", lookups.message().text())
                .row("receipts of the group, a page", lookups.conversation().text())
                .row("unread counts compared", lookups.unreadCompared());
        var text = new StringBuilder(table.toString());
        faults.forEach(fault -> text.append("  ").append(fault).append('\n'));
        return text.append(ChatBeside.verdict(isClean, isVoid, "Everything arrived, and counts are right."))
                .toString();
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%,.2f", value);
    }
}
