package dev.parley.bench.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final String PAGE = """
            # HELP parley_sinks_lag_records Committed records that are not stored yet.
            # TYPE parley_sinks_lag_records gauge
            parley_sinks_lag_records{topic="events"} 12.0
            parley_sinks_lag_records{topic="a } b {"} 3.0
            jvm_threads_current 41.0
            request_seconds_bucket{le="+Inf"} 7
            jvm_gc_collection_seconds_count{gc="G1 Young Generation"} 5
            jvm_gc_collection_seconds_sum{gc="G1 Young Generation"} 0.025 1700000000000
            far +Inf
            """;

    @Test
    void addsUpWhatOneNameHoldsUnderAllItsLabels() {
        var metrics = Metrics.parse(PAGE);

        assertEquals(15, metrics.sum("parley_sinks_lag_records"));
        assertEquals(41, metrics.sum("jvm_threads_current"));
        assertEquals(7, metrics.sum("request_seconds_bucket"));
        assertEquals(Double.POSITIVE_INFINITY, metrics.sum("far"));
        assertEquals(0, metrics.sum("nobody_counts_this"));
        assertFalse(metrics.has("nobody_counts_this"));
    }

    @Test
    void tellsWhichCountersHaveGrownByTheirLabels() {
        var before = Metrics.parse("parley_sinks_lag_records{topic=\"events\"} 10.0\njvm_threads_current 40\n");
        var same = Metrics.parse(PAGE);

        assertEquals(
                Map.of(
                        "parley_sinks_lag_records{topic=\"events\"}",
                        2L,
                        "parley_sinks_lag_records{topic=\"a } b {\"}",
                        3L),
                same.grownSince(before, List.of("parley_sinks")));
        assertEquals(Map.of(), same.grownSince(same, List.of("parley_sinks")));
    }

    @Test
    void tellsWhatHappenedBetweenTwoReadings() {
        var begin = Metrics.parse("jvm_gc_collection_seconds_count 3\njvm_gc_collection_seconds_sum 0.010\n");

        var vitals = Vitals.between(begin, Metrics.parse(PAGE));

        assertEquals(2, vitals.gcPauses());
        assertEquals(15, vitals.gcMillis(), 1e-9);
        assertEquals(15, vitals.sinkLag());
    }
}
