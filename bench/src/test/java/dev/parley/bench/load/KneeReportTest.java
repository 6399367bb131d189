package dev.parley.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.bench.report.Quantiles;
import dev.parley.client.ledger.FaultKind;
import dev.parley.client.run.MachineInfo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KneeReportTest {
    private static final double RATE = 1000;

    @Test
    void holdsARateWithoutABacklogThatGrows() {
        assertTrue(step(100, 100, true, false).isHeld());
        assertFalse(step(100, 101, true, false).isHeld());
        assertEquals("the backlog grew by 101", step(100, 101, true, false).why());
    }

    @Test
    void holdsNoRateAboveAHundredMillisecondsAtP99() {
        assertEquals("p99 above 100.0 ms", step(100.1, 0, true, false).why());
    }

    @Test
    void holdsNoRateAtWhichSomethingWasLostOrTheGeneratorWasLate() {
        assertEquals(
                "the ledger check failed {LOST=1}", step(1, 0, false, false).why());
        assertEquals("the generator was late", step(1, 0, true, true).why());
    }

    private static KneeReport.Step step(double p99, long backlogGrowth, boolean isClean, boolean isVoid) {
        var latency = new Quantiles(1, 1, 1, p99, p99, p99);
        var report = new LoadReport(
                isClean,
                isVoid,
                "parley",
                "B",
                "direct",
                Map.of(),
                latency,
                latency,
                new LoadReport.Throughput(1, RATE, RATE, 0, backlogGrowth),
                new LoadReport.Generator(latency, 1, 1),
                null,
                new LoadReport.Checked(1, 1, Map.of(), 0, 0, 1, 1),
                List.of(),
                isClean ? Map.of() : Map.of(FaultKind.LOST, 1L),
                List.of(),
                MachineInfo.here());
        return KneeReport.Step.of(RATE, report);
    }
}
