package dev.parley.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.bench.report.Quantiles;
import dev.parley.client.run.MachineInfo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlowReportTest {
    private static final List<SlowReport.Heap> HEAPS = List.of(
            new SlowReport.Heap(false, 30, 40),
            new SlowReport.Heap(true, 40, 43),
            new SlowReport.Heap(true, 41, 46),
            new SlowReport.Heap(false, 42, 42));

    @Test
    void comparesTheOthersToThoseOfWhomAllRead() {
        var report = report(List.of(run(10, true), run(15, true), run(21, true), run(12, true)), List.of());

        assertEquals(18 / 11.0, report.p99Growth(), 1e-9);
        // Four for two slow sockets, where it grew by five anyhow.
        assertEquals((4 - 5) / 2.0, report.heapMiBPerSlowSocket(), 1e-9);
        assertTrue(report.isClean() && !report.isVoid());
        assertTrue(report.text().contains("1.64 x"), report::text);
        assertTrue(report.text().contains("3.00 times"), report::text);
        assertEquals(1_000L, report.settings().get("byteMillis"));
        assertEquals(35.0, report.settings().get("rate"));
    }

    @Test
    void hasNoFigureWhereSomethingDidNotArrive() {
        assertFalse(report(List.of(run(10, true), run(15, true)), List.of("slow was at 7"))
                .isClean());
        assertFalse(report(List.of(run(10, true), run(15, false)), List.of()).isClean());
    }

    private static SlowReport report(List<LoadReport> runs, List<String> faults) {
        return SlowReport.of(Map.of("byteMillis", 1_000L), runs, HEAPS, new SlowReport.Slow(2, 3, 4, 1.5, faults));
    }

    private static Quantiles times(double p99) {
        return new Quantiles(1, 1, 1, p99, p99, p99);
    }

    private static LoadReport run(double p99, boolean isClean) {
        return new LoadReport(
                isClean,
                false,
                "parley",
                "B",
                "group",
                Map.of("rate", 35.0, "durationSeconds", 60L, "runId", "bench-1-0"),
                times(p99),
                times(p99),
                new LoadReport.Throughput(60, 35, 35_000, 0, 0),
                new LoadReport.Generator(times(1), 1, 1),
                null,
                new LoadReport.Checked(1, 1, Map.of(), 0, 0, 1, 1),
                List.of(),
                Map.of(),
                List.of(),
                MachineInfo.here());
    }
}
