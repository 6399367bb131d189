package dev.parley.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.bench.report.Quantiles;
import dev.parley.client.run.MachineInfo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReceiptsReportTest {
    @Test
    void comparesChatWithReadersToChatWithout() {
        var report = report(List.of(run(10, 30), run(15, 36), run(21, 38), run(12, 32)), 0.5, List.of());

        assertEquals(11, report.without().p99().median());
        assertEquals(18, report.with().p99().median());
        assertEquals(18 / 11.0, report.p99Growth(), 1e-9);
        // Six seconds of CPU for the receipts of a minute.
        assertEquals(100, report.cpuMicrosPerReceipt(), 1e-9);
        assertEquals(100_000, report.settings().get("members"));
        assertEquals(500.0, report.settings().get("rate"));
        assertTrue(report.isClean() && !report.isVoid());
    }

    @Test
    void hasNoFigureWhereACountIsWrongOrReceiptsWereLate() {
        var runs = List.of(run(10, 30), run(15, 36));

        assertFalse(report(runs, 0.5, List.of("unread of member 7")).isClean());
        assertTrue(report(runs, 5.1, List.of()).isVoid());
    }

    private static ReceiptsReport report(List<LoadReport> runs, double late, List<String> faults) {
        var readers = new ReceiptsReport.Readers(120_000, 1_000, 1, 0.5, times(late));
        var lookups = new ReceiptsReport.Lookups(times(1), times(1), 1, 200);
        return ReceiptsReport.of(Map.of("members", 100_000), runs, readers, lookups, faults);
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
