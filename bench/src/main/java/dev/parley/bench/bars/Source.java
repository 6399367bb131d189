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
                result -> result.scenario().equals(scenario) && result.peer().isEmpty(), pointer);
    }

    /** Only runs with this setting. */
    Source with(String setting, double value) {
        return and(result -> result.setting(setting) == value);
    }

    /** Only runs with at least so much of this setting. */
    Source withAtLeast(String setting, double least) {
        return and(result -> result.setting(setting) >= least);
    }

    private Source and(Predicate<Result> more) {
        return new Source(fits.and(more), pointer);
    }

    Optional<Result> newest(Results results) {
        return results.newest(fits.and(result -> result.number(pointer).isPresent()));
    }

    OptionalDouble figure(Result result) {
        return result.number(pointer);
    }

    /** The same of a peer, where one was measured with the same settings. */
    Source ofPeer(String peer, Result own) {
        return new Source(
                result -> result.peer().equals(peer)
                        && result.scenario().equals(own.scenario())
                        && result.setting("rate") == own.setting("rate")
                        && result.setting("sockets") == own.setting("sockets"),
                pointer);
    }
}
