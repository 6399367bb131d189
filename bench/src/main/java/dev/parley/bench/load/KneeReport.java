package dev.parley.bench.load;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.parley.client.run.MachineInfo;
import dev.parley.client.run.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The highest rate that a platform holds.
 *
 * @param isClean whether nothing was lost, doubled or out of order at any rate
 * @param isVoid whether no rate was held, for the generator's sake
 * @param knee messages a second; 0 = not even the lowest
 */
record KneeReport(
        boolean isClean,
        boolean isVoid,
        String scenario,
        String platform,
        Map<String, Object> settings,
        double knee,
        List<Step> steps,
        List<LoadReport> reports,
        MachineInfo machine) {
    private static final double MOST_MS = 100;
    /** A tenth of a second's messages more at the end than at the beginning is a backlog that grows. */
    private static final double GROWTH_SECONDS = 0.1;

    /**
     * What became of one rate.
     *
     * @param why it was not held; empty = it was
     */
    record Step(double rate, double p50, double p99, double cpuMillisPerMessage, String why) {
        static Step of(double rate, LoadReport report) {
            return new Step(
                    rate,
                    report.latency().p50(),
                    report.latency().p99(),
                    report.server() == null ? 0 : report.server().cpuMillisPerMessage(),
                    why(rate, report));
        }

        private static String why(double rate, LoadReport report) {
            if (!report.isClean()) {
                return "the ledger check failed " + report.faultCounts();
            }
            if (report.isVoid()) {
                return "the generator was late";
            }
            if (report.throughput().backlogGrowth() > rate * GROWTH_SECONDS) {
                return "the backlog grew by " + report.throughput().backlogGrowth();
            }
            return report.latency().p99() > MOST_MS ? "p99 above " + MOST_MS + " ms" : "";
        }

        @JsonIgnore
        boolean isHeld() {
            return why.isEmpty();
        }

        String text() {
            return String.format(
                    Locale.ROOT,
                    "p50 %.1f  p99 %.1f ms  CPU %.2f ms a message  %s",
                    p50,
                    p99,
                    cpuMillisPerMessage,
                    isHeld() ? "held" : "not held: " + why);
        }
    }

    @JsonIgnore
    String text() {
        var table = new TextTable("bench knee " + platform + " " + settings);
        steps.forEach(step -> table.row(String.format(Locale.ROOT, "%,.0f/s", step.rate()), step.text()));
        return table.row("knee", String.format(Locale.ROOT, "%,.0f messages a second", knee))
                        .toString()
                + (isClean ? "Everything arrived, once and in order.\n" : "NO FIGURE: the ledger check failed.\n");
    }
}
