package dev.parley.bench.sink;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.parley.client.ledger.Fault;
import dev.parley.client.run.MachineInfo;
import dev.parley.client.run.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How fast the store took what was in the log.
 *
 * @param rowsPerSecond while it caught up and nothing more was appended
 * @param catchUpToLive that, as a multiple of the live rate
 * @param stored rows in all
 * @param checkedConversations how many were read back and checked
 */
record SinkReport(
        boolean isClean,
        boolean isVoid,
        String scenario,
        String platform,
        Map<String, Object> settings,
        double rowsPerSecond,
        double catchUpToLive,
        double cpuMicrosPerRow,
        Live live,
        long stored,
        int checkedConversations,
        List<Fault> faults,
        MachineInfo machine) {

    /**
     * While events came at an even pace.
     *
     * @param lagAtEnd committed records that were not stored yet
     */
    record Live(double eventsPerSecond, double rowsPerSecond, long lagAtEnd) {}

    @JsonIgnore
    String text() {
        var table = new TextTable("bench sink " + platform + " " + settings)
                .row("catching up", rounded(rowsPerSecond) + " rows/s, " + rounded(catchUpToLive) + " x live")
                .row("platform: CPU", rounded(cpuMicrosPerRow) + " µs a row")
                .row(
                        "live",
                        rounded(live.eventsPerSecond()) + " events/s, " + rounded(live.rowsPerSecond()) + " rows/s, "
                                + live.lagAtEnd() + " behind")
                .row("stored", stored)
                .row("read back", checkedConversations + " conversations");
        var text = new StringBuilder(table.toString());
        faults.forEach(
                fault -> text.append("  " + fault.kind() + " at " + fault.place() + ": " + fault.detail() + "\n"));
        return text.append(
                        isClean ? "Every row is there, once and in order.\n" : "NO FIGURE: the ledger check failed.\n")
                .toString();
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%,.1f", value);
    }
}
