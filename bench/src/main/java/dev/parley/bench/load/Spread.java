package dev.parley.bench.load;

import java.util.Collection;
import java.util.Locale;

/** One figure over several runs. */
record Spread(double median, double min, double max) {
    static Spread of(Collection<Double> values) {
        var sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            return new Spread(Double.NaN, Double.NaN, Double.NaN);
        }
        var middle = sorted.length / 2;
        var median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    String text() {
        return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", median, min, max);
    }
}
