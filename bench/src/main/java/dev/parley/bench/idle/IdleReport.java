package dev.parley.bench.idle;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.parley.client.run.MachineInfo;
import dev.parley.client.run.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What idle sockets cost.
 *
 * @param isClean whether every socket stayed open all the time
 * @param largest the last step
 */
record IdleReport(
        boolean isClean,
        boolean isVoid,
        String scenario,
        Map<String, Object> settings,
        Reading without,
        List<Step> steps,
        Step largest,
        MachineInfo machine) {

    /**
     * The push nodes at one moment, after a full collection.
     *
     * @param residentKiB of all their processes
     * @param heapKiB what lives on their heaps; 0 where they do not say
     * @param cpuMicrosPerSecond while nothing happened
     */
    record Reading(double residentKiB, double heapKiB, double cpuMicrosPerSecond) {}

    /**
     * A number of sockets, and what each of them adds to the node without any.
     *
     * @param held that stayed open
     * @param lost connections that ended by themselves
     */
    record Step(
            int sockets,
            int held,
            int lost,
            double residentKiBPerSocket,
            double heapKiBPerSocket,
            double cpuMicrosPerSecondPerSocket,
            Reading reading) {
        static Step of(int sockets, int held, int lost, Reading without, Reading with) {
            return new Step(
                    sockets,
                    held,
                    lost,
                    (with.residentKiB() - without.residentKiB()) / sockets,
                    (with.heapKiB() - without.heapKiB()) / sockets,
                    (with.cpuMicrosPerSecond() - without.cpuMicrosPerSecond()) / sockets,
                    with);
        }
    }

    @JsonIgnore
    String text() {
        var table = new TextTable("bench idle " + settings).row("without sockets", text(without));
        steps.forEach(step -> table.row(
                String.format(Locale.ROOT, "%,d sockets", step.sockets()),
                String.format(
                        Locale.ROOT,
                        "%.1f KiB of RSS, %.1f KiB of heap, %.2f µs/s of CPU each; %,d held, %,d lost",
                        step.residentKiBPerSocket(),
                        step.heapKiBPerSocket(),
                        step.cpuMicrosPerSecondPerSocket(),
                        step.held(),
                        step.lost())));
        return table + (isClean ? "Every socket stayed open.\n" : "NO FIGURE: sockets were lost.\n");
    }

    private static String text(Reading reading) {
        return String.format(
                Locale.ROOT,
                "%,.0f MiB of RSS, %,.0f MiB of heap, %,.0f µs/s of CPU",
                reading.residentKiB() / 1024,
                reading.heapKiB() / 1024,
                reading.cpuMicrosPerSecond());
    }
}
