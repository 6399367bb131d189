package dev.parley.bench.gate;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.parley.client.run.MachineInfo;
import dev.parley.client.run.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a message costs now, against what it cost. The null server of the same round takes out the machine's mood.
 *
 * @param ratio medians over the rounds, each round's cost as a multiple of the null server's
 * @param baseline null = none was agreed to yet
 * @param isHeld whether neither ratio has grown by more than the limit
 */
public record GateReport(
        boolean isClean,
        boolean isVoid,
        String scenario,
        Map<String, Object> settings,
        List<Round> rounds,
        Cost ratio,
        @Nullable Baseline baseline,
        boolean isHeld,
        MachineInfo machine) {
    /** A ratio may grow by so much before the gate closes. */
    static final double MOST_GROWTH = 1.15;

    /**
     * One round: the same scenario against both, one right after the other.
     *
     * @param nothing the null server's
     */
    public record Round(Cost platform, Cost nothing) {
        Cost ratio() {
            return platform.dividedBy(nothing);
        }
    }

    static GateReport of(Map<String, Object> settings, List<Round> rounds, @Nullable Baseline baseline) {
        var ratio = new Cost(median(rounds, Cost::cpuMicros), median(rounds, Cost::allocatedBytes));
        var isHeld = baseline == null
                || (ratio.cpuMicros() <= baseline.cpuRatio() * MOST_GROWTH
                        && ratio.allocatedBytes() <= baseline.allocatedRatio() * MOST_GROWTH);
        return new GateReport(true, false, "gate", settings, rounds, ratio, baseline, isHeld, MachineInfo.here());
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Cost> figure) {
        var sorted =
                rounds.stream().map(Round::ratio).mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    Baseline toBaseline() {
        return new Baseline(ratio.cpuMicros(), ratio.allocatedBytes(), machine.commit());
    }

    @JsonIgnore
    public String text() {
        var table = new TextTable("bench gate " + settings);
        rounds.forEach(round -> table.row("round", text(round)));
        table.row(
                "median",
                String.format(
                        Locale.ROOT,
                        "CPU %.2f x, allocation %.2f x the null server's",
                        ratio.cpuMicros(),
                        ratio.allocatedBytes()));
        if (baseline != null) {
            table.row(
                    "agreed to",
                    String.format(
                            Locale.ROOT,
                            "CPU %.2f x, allocation %.2f x at %s",
                            baseline.cpuRatio(),
                            baseline.allocatedRatio(),
                            baseline.commit()));
        }
        return table + (isHeld ? "Not dearer.\n" : "DEARER by more than " + MOST_GROWTH + " x.\n");
    }

    private static String text(Round round) {
        return String.format(
                Locale.ROOT,
                "CPU %.0f µs of %.0f µs, allocation %,.0f bytes of %,.0f bytes a message (null server)",
                round.platform().cpuMicros(),
                round.nothing().cpuMicros(),
                round.platform().allocatedBytes(),
                round.nothing().allocatedBytes());
    }
}
