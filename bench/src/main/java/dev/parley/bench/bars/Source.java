package dev.parley.bench.bars;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * Where a figure comes from.
 *
 * @param fits which runs can say it
 * @param pointer where it stands in their result
 */
record Source(Predicate<Result> fits, String pointer) {
    static Source of(String scenario, String pointer) {
        return new Source(
                result -> result.scenario().equals(scenario) && result.peer().isEmpty() && result.isLong(), pointer);
    }

    /** Only runs with this setting. */
    Source with(String setting, double value) {
        return and(result -> result.setting(setting) == value);
    }

    /** Only runs with at least so much of this setting. */
    Source withAtLeast(String setting, double least) {
        return and(result -> result.setting(setting) >= least);
    }

    /** Only runs whose result says at least so much at another place. */
    Source whereAtLeast(String otherPointer, double least) {
        return and(result -> result.number(otherPointer).orElse(Double.NaN) >= least);
    }

    private Source and(Predicate<Result> more) {
        return new Source(fits.and(more), pointer);
    }

    Optional<Result> newest(ResultFolder results) {
        return results.newest(fits.and(result -> result.number(pointer).isPresent()));
    }

    /** Only those of a peer, with the same settings as a run of ours. */
    Source ofPeer(String peer, Result own) {
        return new Source(
                result -> result.peer().equals(peer)
                        && result.scenario().equals(own.scenario())
                        && Double.compare(result.setting("rate"), own.setting("rate")) == 0
                        && Double.compare(result.setting("sockets"), own.setting("sockets")) == 0,
                pointer);
    }

    /** The median of those runs of a file that have a figure. */
    OptionalDouble median(ResultFolder results, String file) {
        var sorted = results.all().stream()
                .filter(result -> result.file().equals(file) && result.hasFigure() && fits.test(result))
                .flatMapToDouble(result -> result.number(pointer).stream())
                .sorted()
                .toArray();
        var middle = sorted.length / 2;
        if (sorted.length == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
    }
}
