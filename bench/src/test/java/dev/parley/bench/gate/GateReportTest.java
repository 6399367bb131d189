package dev.parley.bench.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.bench.gate.GateReport.Round;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateReportTest {
    private static final Baseline AGREED = new Baseline(10, 20, "abc");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void takesTheMedianRatioOfTheRounds() {
        // The slow round was slow for both, and one round was disturbed.
        var report =
                gate(AGREED, round(10, 20, 1), round(11, 21, 3), round(90, 90, 1), round(9, 20, 1), round(10, 22, 1));

        assertEquals(10, report.ratio().cpuMicros(), 1e-9);
        assertEquals(21, report.ratio().allocatedBytes(), 1e-9);
        assertTrue(report.isHeld());
    }

    @Test
    void closesWhereEitherGrewTooMuch() {
        assertTrue(gate(AGREED, round(11.4, 22.9, 1)).isHeld());
        assertFalse(gate(AGREED, round(11.6, 20, 1)).isHeld());
        assertFalse(gate(AGREED, round(10, 23.1, 1)).isHeld());
        assertTrue(gate(null, round(99, 99, 1)).isHeld());
    }

    @Test
    void remembersWhatWasAgreedTo() throws Exception {
        var file = folder.resolve("gate.json");
        assertEquals(Optional.empty(), Baseline.read(file));

        AGREED.write(file);
        assertEquals(Optional.of(AGREED), Baseline.read(file));
    }

    /** @param slowness of the machine in that round */
    private static Round round(double cpu, double bytes, double slowness) {
        return new Round(new Cost(cpu * slowness, bytes), new Cost(slowness, 1));
    }

    private static GateReport gate(@Nullable Baseline baseline, Round... rounds) {
        return GateReport.of(Map.of(), List.of(rounds), baseline);
    }
}
