package dev.parley.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.bench.report.Quantiles;
import dev.parley.client.run.MachineInfo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    @Test
    void putsTheRunsOfEachPlatformAndRateTogether() {
        var comparison = Comparison.of(
                "direct",
                List.of(
                        run("parley", "B", 500, 2, true),
                        run("ejabberd", "B", 500, 1, true),
                        run("ejabberd", "B", 500, 3, true),
                        run("parley", "B", 500, 4, true),
                        run("parley", "B", 1000, 9, true)),
                List.of(0.25));

        assertEquals(3, comparison.rows().size());
        assertEquals(new Spread(3, 2, 4), comparison.rows().getFirst().p50());
        assertEquals(2, comparison.rows().get(1).valid());
        assertEquals(0.25, comparison.idleCores().median());
        assertTrue(comparison.hasFigures());
    }

    @Test
    void leavesOutRunsThatHaveNoFigure() {
        var comparison = Comparison.of(
                "direct", List.of(run("parley", "B", 500, 2, true), run("parley", "B", 500, 900, false)), List.of());

        assertEquals(new Spread(2, 2, 2), comparison.rows().getFirst().p99());
        assertEquals(1, comparison.rows().getFirst().valid());
        assertFalse(comparison.hasFigures());
    }

    @Test
    void refusesToCompareAcrossClasses() {
        var comparison = Comparison.of(
                "direct", List.of(run("parley", "B", 500, 2, true), run("bare", "A", 500, 1, true)), List.of());

        assertTrue(comparison.text().contains("No comparison."), comparison::text);
    }

    private static LoadReport run(String platform, String durability, double rate, double millis, boolean isClean) {
        var latency = new Quantiles(1, millis, millis, millis, millis, millis);
        return new LoadReport(
                isClean,
                false,
                platform,
                durability,
                "direct",
                Map.of("rate", rate),
                latency,
                latency,
                new LoadReport.Throughput(1, rate, rate, 0, 0),
                new LoadReport.Generator(latency, 1, 1),
                null,
                new LoadReport.Checked(1, 1, Map.of(), 0, 0, 1, 1),
                List.of(),
                Map.of(),
                List.of(),
                MachineInfo.here());
    }
}
