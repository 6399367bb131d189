package dev.parley.bench.load;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.parley.client.run.MachineInfo;
import dev.parley.client.run.TextTable;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What a message costs while something else grows.
 *
 * @param growth of the CPU for each message: the dearest step as a multiple of the first one
 * @param writtenGrowth as that, of the bytes written
 */
record ScaleReport(
        boolean isClean,
        boolean isVoid,
        String scenario,
        Map<String, Object> settings,
        double growth,
        double writtenGrowth,
        List<Step> steps,
        MachineInfo machine) {

    /**
     * One value.
     *
     * @param value of what grows
     * @param writtenBytesPerMessage to files and sockets, by all programs
     */
    record Step(
            int value,
            double cpuMillisPerMessage,
            long writtenBytesPerMessage,
            double p50,
            double p99,
            long residentMiB,
            boolean isClean,
            boolean isVoid) {
        static Step of(int value, LoadReport report) {
            var server = report.server();
            if (server == null) {
                throw new IllegalArgumentException("The platform's processes are not known: give --pid.");
            }
            return new Step(
                    value,
                    server.cpuMillisPerMessage(),
                    server.writtenBytesPerMessage().values().stream()
                            .mapToLong(Long::longValue)
                            .sum(),
                    report.acknowledgement().p50(),
                    report.acknowledgement().p99(),
                    server.residentMiB(),
                    report.isClean(),
                    report.isVoid());
        }
    }

    /** @param reports one for each value */
    static ScaleReport of(String dimension, String runId, List<Integer> values, List<LoadReport> reports) {
        var steps = IntStream.range(0, values.size())
                .mapToObj(i -> Step.of(values.get(i), reports.get(i)))
                .toList();
        var first = steps.getFirst().cpuMillisPerMessage();
        var dearest =
                steps.stream().mapToDouble(Step::cpuMillisPerMessage).max().orElseThrow();
        return new ScaleReport(
                steps.stream().allMatch(Step::isClean),
                steps.stream().anyMatch(Step::isVoid),
                "scale-" + dimension,
                settings(runId, values, reports.getFirst()),
                dearest / first,
                writtenGrowth(steps),
                steps,
                MachineInfo.here());
    }

    private static double writtenGrowth(List<Step> steps) {
        var most = steps.stream().mapToLong(Step::writtenBytesPerMessage).max().orElseThrow();
        return (double) most / Math.max(1, steps.getFirst().writtenBytesPerMessage());
    }

    /** What all steps have in common is taken from the first one, whose warm-up is the shortest. */
    private static Map<String, Object> settings(String runId, List<Integer> values, LoadReport first) {
        var settings = new TreeMap<String, Object>();
        settings.put("runId", runId);
        settings.put("largest", Collections.max(values));
        for (var name : List.of("rate", "sockets", "warmUpSeconds", "durationSeconds")) {
            var value = first.settings().get(name);
            if (value != null) {
                settings.put(name, value);
            }
        }
        return settings;
    }

    @JsonIgnore
    String text() {
        var table = new TextTable("bench " + scenario + " " + settings);
        steps.forEach(step -> table.row(
                String.format(Locale.ROOT, "%,d", step.value()),
                String.format(
                        Locale.ROOT,
                        "CPU %.2f ms and %,d bytes written a message, answer p50 %.1f  p99 %.1f ms, %d MiB",
                        step.cpuMillisPerMessage(),
                        step.writtenBytesPerMessage(),
                        step.p50(),
                        step.p99(),
                        step.residentMiB())));
        table.row("growth", String.format(Locale.ROOT, "CPU %.2f x, bytes %.2f x", growth, writtenGrowth));
        if (!isClean) {
            return table + "NO FIGURE: the ledger check failed.\n";
        }
        return table + (isVoid ? "NO FIGURE: the generator was late.\n" : "Everything arrived, once and in order.\n");
    }
}
