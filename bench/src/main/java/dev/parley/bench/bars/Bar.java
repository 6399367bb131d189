package dev.parley.bench.bars;

import org.jspecify.annotations.Nullable;

/**
 * One thing that must be reached.
 *
 * @param number of the scenario
 * @param what is measured, and what must be reached, in words
 * @param unit of the figure
 * @param source null = no run can say it yet
 * @param bound for the figure; where a peer is named, for the ratio of the figure to the peer's of the same run
 * @param peer empty = none is needed
 * @param missing what is not built yet of what is to be measured; empty = everything is there
 */
record Bar(int number, String what, String unit, @Nullable Source source, Bound bound, String peer, String missing) {
    static Bar of(int number, String what, String unit, Source source, Bound bound) {
        return new Bar(number, what, unit, source, bound, "", "");
    }

    /** No run can say it yet. */
    static Bar later(int number, String what, String missing) {
        return new Bar(number, what, "", null, new Bound.AtMost(0), "", missing);
    }

    Bar without(String feature) {
        return new Bar(number, what, unit, source, bound, peer, feature);
    }

    Bar against(String name) {
        return new Bar(number, what, unit, source, bound, name, missing);
    }

    Judgement judge(ResultFolder results) {
        var result = source == null ? null : source.newest(results).orElse(null);
        return result == null || source == null ? Judgement.notMeasured(missing) : Judgement.of(this, result, results);
    }
}
