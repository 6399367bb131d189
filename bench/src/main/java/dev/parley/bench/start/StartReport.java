package dev.parley.bench.start;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.parley.client.ledger.Fault;
import dev.parley.client.run.MachineInfo;
import dev.parley.client.run.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How long starts took.
 *
 * @param firstStart on an empty folder
 * @param later on the folder that the first one left behind
 * @param median the later start in the middle, by the time to the first delivered message
 */
record StartReport(
        boolean isClean,
        boolean isVoid,
        String scenario,
        Map<String, Object> settings,
        Timing firstStart,
        List<Timing> later,
        Timing median,
        List<Fault> faults,
        MachineInfo machine) {

    /**
     * One start.
     *
     * @param readySeconds from {@code ./parley up} to the line that says ready
     * @param deliveredSeconds from there to the first message on a socket
     * @param residentMiB of all processes, after that message
     */
    record Timing(
            double readySeconds, double deliveredSeconds, long residentMiB, Map<String, Long> residentMiBByProgram) {
        String text() {
            return String.format(
                    Locale.ROOT,
                    "ready after %.1f s, first message delivered after %.1f s, %d MiB %s",
                    readySeconds,
                    deliveredSeconds,
                    residentMiB,
                    residentMiBByProgram);
        }
    }

    @JsonIgnore
    String text() {
        var table = new TextTable("bench start " + settings).row("empty folder", firstStart.text());
        later.forEach(timing -> table.row("found again", timing.text()));
        table.row("median", median.text());
        return table + (isClean ? "Every first message arrived, once.\n" : "NO FIGURE: " + faults + "\n");
    }
}
