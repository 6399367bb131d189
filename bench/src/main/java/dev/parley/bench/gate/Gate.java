package dev.parley.bench.gate;

import dev.parley.bench.gate.GateReport.Round;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;

/**
 * Measures the platform and the null server in turn.
 *
 * @param nothing the null server: hands messages on, and does nothing else
 */
public record Gate(Subject platform, Subject nothing) {
    /** Something whose cost can be measured. */
    public interface Subject {
        Cost measure(int round) throws IOException;
    }

    /**
     * @param agrees whether what is measured becomes the baseline
     */
    public GateReport run(int rounds, Map<String, Object> settings, Path file, boolean agrees) throws IOException {
        var baseline = Baseline.read(file);
        var measured = new ArrayList<Round>();
        for (var round = 0; round < rounds; round++) {
            System.out.println("round " + (round + 1) + " of " + rounds);
            // Neither is always the first one.
            if (round % 2 == 0) {
                var own = platform.measure(round);
                measured.add(new Round(own, nothing.measure(round)));
            } else {
                var bare = nothing.measure(round);
                measured.add(new Round(platform.measure(round), bare));
            }
        }
        var report = GateReport.of(settings, measured, baseline.orElse(null));
        if (agrees) {
            report.toBaseline().write(file);
            System.out.println("Agreed to, in " + file + ".");
        }
        return report;
    }
}
