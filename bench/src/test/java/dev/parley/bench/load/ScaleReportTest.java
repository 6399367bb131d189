package dev.parley.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.bench.report.Quantiles;
import dev.parley.client.run.MachineInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScaleReportTest {
    @Test
    void saysHowMuchDearerAMessageBecame() {
        var report = ScaleReport.of("tenants", "bench-1", List.of(1, 10, 100), List.of(run(0.5), run(0.7), run(0.6)));

        assertEquals("scale-tenants", report.scenario());
        assertEquals(1.4, report.growth(), 1e-9);
        assertEquals(1.4, report.writtenGrowth(), 1e-9);
        assertEquals(report.growth(), report.writtenGrowth(), 1e-9);
        assertEquals(
                Map.of("runId", "bench-1", "largest", 100, "rate", 500.0, "durationSeconds", 60L), report.settings());
    }

    @Test
    void needsThePlatformsProcesses() {
        assertThrows(
                IllegalArgumentException.class,
                () -> ScaleReport.of("tenants", "bench-1", List.of(1), List.of(run(null))));
    }

    @Test
    void knowsWhatMayGrow() {
        assertEquals(List.of(1, 2), Dimension.named("threads").usualValues());
        assertThrows(IllegalArgumentException.class, () -> Dimension.named("THREADS"));
    }

    /** Half as much is written by each of two programs for a message as it costs CPU. */
    private static LoadReport.Server server(double cpuMillis) {
        var written = Map.of("java", (long) (cpuMillis * 500), "mariadbd", (long) (cpuMillis * 500));
        return new LoadReport.Server(1, cpuMillis, 1, 1, Map.of(), written, null, null, List.of());
    }

    private static LoadReport run(@Nullable Double cpuMillis) {
        var times = new Quantiles(1, 1, 1, 1, 1, 1);
        return new LoadReport(
                true,
                false,
                "parley",
                "B",
                "direct",
                Map.of("rate", 500.0, "durationSeconds", 60L, "runId", "bench-1-0"),
                times,
                times,
                new LoadReport.Throughput(1, 1, 1, 0, 0),
                new LoadReport.Generator(times, 1, 1),
                cpuMillis == null ? null : server(cpuMillis),
                new LoadReport.Checked(1, 1, Map.of(), 0, 0, 1, 1),
                List.of(),
                Map.of(),
                List.of(),
                MachineInfo.here());
    }
}
