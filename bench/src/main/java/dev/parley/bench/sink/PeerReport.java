package dev.parley.bench.sink;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.parley.client.run.MachineInfo;
import dev.parley.client.run.TextTable;
import java.util.Locale;
import java.util.Map;

/**
 * How fast another sink took what the platform's own had taken before.
 *
 * @param isClean whether every row is there, and no other
 * @param rowsPerSecond while it caught up
 * @param cpuMicrosPerRow of the platform's processes, log and database among them, and the worker's
 * @param workerCpuMicrosPerRow of the worker's process alone
 * @param measured rows that these figures are of
 * @param stored rows in all
 * @param same rows that are as in the platform's own log of events
 */
record PeerReport(
        boolean isClean,
        boolean isVoid,
        String scenario,
        String platform,
        Map<String, Object> settings,
        double rowsPerSecond,
        double cpuMicrosPerRow,
        double workerCpuMicrosPerRow,
        long measured,
        long stored,
        long same,
        MachineInfo machine) {

    @JsonIgnore
    String text() {
        var table = new TextTable("bench sink " + platform + " " + settings)
                .row("catching up", rounded(rowsPerSecond) + " rows/s")
                .row("platform and worker: CPU", rounded(cpuMicrosPerRow) + " µs a row")
                .row("worker alone: CPU", rounded(workerCpuMicrosPerRow) + " µs a row")
                .row("measured", measured)
                .row("stored", stored)
                .row("as in the platform's", same);
        return table
                + (isClean ? "Every row is there, once and unaltered.\n" : "NO FIGURE: rows are missing or differ.\n");
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%,.1f", value);
    }
}
