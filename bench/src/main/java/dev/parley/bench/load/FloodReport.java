package dev.parley.bench.load;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.parley.bench.report.Quantiles;
import dev.parley.client.run.MachineInfo;
import dev.parley.client.run.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What it costs chat that others type and change their presence beside it.
 *
 * @param without the chat while nobody does
 * @param with the same while everybody does
 * @param p99Growth of the chat, as a multiple
 * @param cpuMicrosPerSignal what the platform spends on one that a client sends: a frame of typing, a change of presence
 * @param cpuMicrosPerDelivery what it spends on one that comes to another client
 * @param signals what came of the flood
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
        List<LoadReport> turns,
        MachineInfo machine) {
    /**
     * The flood.
     *
     * @param typing null where nobody typed
     * @param presence null where nobody's changed
     * @param counted what the node that was asked skipped, dropped, merged, gathered and throttled, by its counters
     */
    record Signals(@Nullable Typing typing, @Nullable Presence presence, SortedMap<String, Long> counted) {
        @JsonIgnore
        boolean isClean() {
            return (typing == null || (typing.seen() > 0 && typing.faults().isEmpty()))
                    && (presence == null
                            || (presence.shown() > 0
                                    && presence.truth().wrong() == 0
                                    && presence.faults().isEmpty()));
        }

        double lateness() {
            return Math.max(
                    typing == null ? 0 : typing.lateness().p99(),
                    presence == null ? 0 : presence.lateness().p99());
        }

        double sentPerSecond() {
            return (typing == null ? 0 : typing.sentPerSecond()) + (presence == null ? 0 : presence.changesPerSecond());
        }

        double seenPerSecond() {
            return (typing == null ? 0 : typing.seenPerSecond()) + (presence == null ? 0 : presence.shownPerSecond());
        }
    }

    /**
     * Of those who type.
     *
     * @param sent frames of clients
     * @param records that edges wrote for each of them
     * @param seen frames that came to other clients
     * @param throttled frames that said that signals were not taken
     * @param lateness of the generator in sending them
     * @param faults what was shown to somebody whom it was not for
     */
    record Typing(
            long sent,
            double sentPerSecond,
            double records,
            long seen,
            double seenPerSecond,
            long throttled,
            Quantiles lateness,
            List<String> faults) {}

    /**
     * Of those whose presence changes.
     *
     * @param changes of what users are, as they are made
     * @param recordsIn that edges wrote for each of them, signs of life of nodes included
     * @param recordsOut how often a user was written for each of them
     * @param shown changes that came to watchers, once a socket
     * @param gathered those of them that were gathered with others, and came later
     * @param refused frames that the platform did not take
     * @param lateness of the generator in making changes
     * @param truth what watchers were shown when nobody changed any more
     * @param faults what was shown to somebody whom it was not for
     */
    record Presence(
            long changes,
            double changesPerSecond,
            double recordsIn,
            double recordsOut,
            long shown,
            double shownPerSecond,
            long gathered,
            long refused,
            Quantiles lateness,
            FlappingUsers.Truth truth,
            List<String> faults) {}

    /** @param runs in turn without the flood and with it */
    static FloodReport of(Map<String, Object> settings, List<LoadReport> runs, Signals signals) {
        var chat = ChatBeside.of(runs);
        var seconds = runs.getFirst().throughput().seconds();
        var all = new TreeMap<>(runs.getFirst().settings());
        all.putAll(settings);
        return new FloodReport(
                signals.isClean() && runs.stream().allMatch(LoadReport::isClean),
                signals.lateness() > Pacer.LATEST_MS || runs.stream().anyMatch(LoadReport::isVoid),
                "flood",
                all,
                chat.without(),
                chat.with(),
                chat.p99Growth(),
                chat.cpuMicrosPer(signals.sentPerSecond() * seconds),
                chat.cpuMicrosPer(signals.seenPerSecond() * seconds),
                signals,
                runs,
                MachineInfo.here());
    }

    @JsonIgnore
    String text() {
        var table = new TextTable("bench flood " + settings)
                .row("chat without the flood", without.text())
                .row("chat with the flood", with.text())
                .row("growth of its p99", rounded(p99Growth) + " x")
                .row(
                        "CPU of the flood",
                        rounded(cpuMicrosPerSignal) + " µs a signal that is sent, " + rounded(cpuMicrosPerDelivery)
                                + " µs one that is shown");
        if (signals.typing() != null) {
            add(signals.typing(), table);
        }
        if (signals.presence() != null) {
            add(signals.presence(), table);
        }
        signals.counted().forEach((name, count) -> table.row("counted", count + " " + name));
        return table + ChatBeside.verdict(isClean, isVoid, "Every message arrived, and signals came to nobody else.");
    }

    private static void add(Typing typing, TextTable table) {
        table.row("typing sent", typing.sent() + ", " + rounded(typing.sentPerSecond()) + "/s")
                .row("  records", rounded(typing.records()) + " each")
                .row("  throttled", typing.throttled() + " warnings")
                .row("  generator: late", typing.lateness().text())
                .row("typing seen", typing.seen() + ", " + rounded(typing.seenPerSecond()) + "/s");
        typing.faults().forEach(fault -> table.row("FAULT", fault));
    }

    private static void add(Presence presence, TextTable table) {
        var truth = presence.truth();
        table.row("presence changed", presence.changes() + ", " + rounded(presence.changesPerSecond()) + "/s")
                .row(
                        "  records",
                        rounded(presence.recordsIn()) + " in and " + rounded(presence.recordsOut()) + " out each")
                .row("  not taken", presence.refused() + " frames")
                .row("  generator: late", presence.lateness().text())
                .row(
                        "presence shown",
                        presence.shown() + ", " + rounded(presence.shownPerSecond()) + "/s; " + presence.gathered()
                                + " of them gathered")
                .row(
                        "  at the end",
                        truth.views() + " views, " + truth.wrong() + " wrong, of these " + truth.shownThere()
                                + " as there who were not, after " + rounded(truth.seconds()) + " s");
        presence.faults().forEach(fault -> table.row("FAULT", fault));
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%,.2f", value);
    }
}
