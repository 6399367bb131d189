package dev.parley.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.bench.report.Quantiles;
import dev.parley.client.run.MachineInfo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FloodReportTest {
    @Test
    void comparesChatBesideTheFloodToChatWithoutIt() {
        var report = report(List.of(run(10, 30), run(15, 36), run(21, 38), run(12, 32)), 19_000, 0.5, List.of());

        assertEquals(18 / 11.0, report.p99Growth(), 1e-9);
        // Six seconds of CPU for the signals of a minute.
        assertEquals(6e6 / 60 / 400, report.cpuMicrosPerSignal(), 1e-9);
        assertEquals(6e6 / 60 / 7_600, report.cpuMicrosPerDelivery(), 1e-9);
        assertEquals(1_000, report.settings().get("typists"));
        assertEquals(500.0, report.settings().get("rate"));
        assertTrue(report.isClean() && !report.isVoid());
        assertTrue(report.text().contains("1.64 x"), report::text);
    }

    @Test
    void hasNoFigureWhereSomethingWasShownToOthersOrNothingAtAllOrLate() {
        var runs = List.of(run(10, 30), run(15, 36));

        assertFalse(report(runs, 19_000, 0.5, List.of("a user was shown what it may not see"))
                .isClean());
        assertFalse(report(runs, 0, 0.5, List.of()).isClean());
        assertTrue(report(runs, 19_000, 5.1, List.of()).isVoid());
    }

    private static FloodReport report(List<LoadReport> runs, long seen, double late, List<String> faults) {
        var signals = new FloodReport.Signals(1_000, 400, 1, seen, 7_600, 0, times(late));
        return FloodReport.of(Map.of("typists", 1_000), runs, signals, faults);
    }

    private static Quantiles times(double p99) {
        return new Quantiles(1, 1, 1, p99, p99, p99);
    }

    private static LoadReport run(double p99, double cpuSeconds) {
        return new LoadReport(
                true,
                false,
                "parley",
                "B",
                "direct",
                Map.of("rate", 500.0, "durationSeconds", 60L, "runId", "bench-1-0"),
                times(p99),
                times(p99),
                new LoadReport.Throughput(60, 500, 500, 0, 0),
                new LoadReport.Generator(times(1), 1, 1),
                new LoadReport.Server(cpuSeconds, 1, 1, 1, Map.of(), Map.of(), null, null, List.of()),
                new LoadReport.Checked(1, 1, Map.of(), 0, 0, 1, 1),
                List.of(),
                Map.of(),
                List.of(),
                MachineInfo.here());
    }
}
