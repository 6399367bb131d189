package dev.parley.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.bench.report.Quantiles;
import dev.parley.client.run.MachineInfo;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FloodReportTest {
    @Test
    void comparesChatBesideTheFloodToChatWithoutIt() {
        var report = report(List.of(run(10, 30), run(15, 36), run(21, 38), run(12, 32)), 19_000, 0.5, List.of());

        assertEquals(18 / 11.0, report.p99Growth(), 1e-9);
        // Six seconds of CPU for the signals of a minute.
        assertEquals(6e6 / 60 / 400, report.cpuMicrosPerSignal(), 1e-9);
        assertEquals(6e6 / 60 / 7_600, report.cpuMicrosPerDelivery(), 1e-9);
        assertNull(report.signals().presence());
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

    @Test
    void addsThoseWhosePresenceChanges() {
        var report = report(presence(0, 0.5, List.of()));

        assertEquals(6e6 / 60 / (400 + 100), report.cpuMicrosPerSignal(), 1e-9);
        assertEquals(6e6 / 60 / (7_600 + 1_900), report.cpuMicrosPerDelivery(), 1e-9);
        assertTrue(report.isClean() && !report.isVoid());
        assertTrue(report.text().contains("0 wrong"), report::text);
        assertTrue(report.text().contains("17 signals_skipped"), report::text);
    }

    @Test
    void hasNoFigureWhereSomebodyIsShownAsThereWhoIsNot() {
        assertFalse(report(presence(1, 0.5, List.of())).isClean());
        assertFalse(report(presence(0, 0.5, List.of("was shown a stranger"))).isClean());
        assertTrue(report(presence(0, 5.1, List.of())).isVoid());
    }

    private static FloodReport.Presence presence(long wrong, double late, List<String> faults) {
        var truth = new FlappingUsers.Truth(95_000, wrong, wrong, 6);
        return new FloodReport.Presence(10_000, 100, 0.9, 0.6, 190_000, 1_900, 500, 0, times(late), truth, faults);
    }

    private static FloodReport report(FloodReport.Presence presence) {
        var typing = new FloodReport.Typing(1_000, 400, 1, 19_000, 7_600, 0, times(0.5), List.of());
        var counted = new TreeMap<>(Map.of("signals_skipped", 17L));
        return FloodReport.of(
                Map.of(), List.of(run(10, 30), run(15, 36)), new FloodReport.Signals(typing, presence, counted));
    }

    private static FloodReport report(List<LoadReport> runs, long seen, double late, List<String> faults) {
        var typing = new FloodReport.Typing(1_000, 400, 1, seen, 7_600, 0, times(late), faults);
        return FloodReport.of(Map.of("typists", 1_000), runs, new FloodReport.Signals(typing, null, new TreeMap<>()));
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
