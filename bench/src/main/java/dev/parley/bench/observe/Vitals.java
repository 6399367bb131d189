package dev.parley.bench.observe;

import java.net.URI;
import java.util.Optional;

/**
 * What a platform counts in a stretch of time.
 *
 * @param gcPauses collections in that time
 * @param gcMillis how long they took in all
 * @param sinkLag committed records that the store had not yet taken at its end
 */
public record Vitals(double gcPauses, double gcMillis, double sinkLag) {
    private static final String GC = "jvm_gc_collection_seconds";

    /** Reads at the beginning; the difference is asked for at the end. */
    public static final class Stretch {
        private final MetricsSource page;
        private final Optional<Metrics> before;

        private Stretch(MetricsSource page) {
            this.page = page;
            this.before = page.read();
        }

        /** Empty where the platform shows no metrics. */
        public Optional<Vitals> end() {
            return before.flatMap(begin -> page.read().map(end -> between(begin, end)));
        }
    }

    public static Stretch begin(URI platform) {
        return new Stretch(new MetricsSource(platform));
    }

    static Vitals between(Metrics begin, Metrics end) {
        return new Vitals(
                end.sum(GC + "_count") - begin.sum(GC + "_count"),
                1e3 * (end.sum(GC + "_sum") - begin.sum(GC + "_sum")),
                end.sum("parley_sinks_lag_records"));
    }
}
