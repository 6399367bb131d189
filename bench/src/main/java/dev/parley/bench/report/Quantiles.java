package dev.parley.bench.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Latencies in milliseconds. Without a single value all of them are 0. */
public record Quantiles(long count, double p50, double p90, double p99, double p999, double max) {
    private static final double NANOS_A_MILLI = 1e6;

    /** An empty histogram of nanoseconds, three digits, growing as it must. */
    public static Histogram histogram() {
        var histogram = new Histogram(3);
        histogram.setAutoResize(true);
        return histogram;
    }

    public static Quantiles of(Histogram nanos) {
        return new Quantiles(
                nanos.getTotalCount(),
                at(nanos, 50),
                at(nanos, 90),
                at(nanos, 99),
                at(nanos, 99.9),
                rounded(nanos.getMaxValue()));
    }

    private static double at(Histogram nanos, double percentile) {
        return rounded(nanos.getValueAtPercentile(percentile));
    }

    private static double rounded(long nanos) {
        return Math.round(nanos / NANOS_A_MILLI * 1000) / 1000.0;
    }

    @JsonIgnore
    public String text() {
        return String.format(
                Locale.ROOT,
                "p50 %.1f  p90 %.1f  p99 %.1f  p99.9 %.1f  max %.1f ms  (%,d)",
                p50,
                p90,
                p99,
                p999,
                max,
                count);
    }
}
