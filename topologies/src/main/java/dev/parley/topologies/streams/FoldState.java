package dev.parley.topologies.streams;

import dev.parley.topologies.fold.Fold;
import dev.parley.topologies.store.KeyValues;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * What a fold is made over, and who looks at it.
 *
 * @param folds makes the fold of a partition over its state
 */
public record FoldState<F extends Fold>(Store store, Function<KeyValues, F> folds, FoldWatch<F> watch) {
    /** How the state of a partition is kept. */
    public enum Store {
        /** What changes often between two commits is put once. After a crash some keys are as they were at the commit, some later. */
        CACHED,
        /** Each change is put at once: after a crash the state is as it was after one of them. */
        IN_ORDER;

        StoreBuilder<KeyValueStore<Bytes, byte[]>> builder(String name) {
            return switch (this) {
                case CACHED -> StoreBuilders.cached(name);
                case IN_ORDER -> StoreBuilders.persistent(name);
            };
        }
    }

    /** With a cache, of which each entry says how far it is, and nobody who looks. */
    public static <F extends Fold> FoldState<F> of(Function<KeyValues, F> folds) {
        return new FoldState<>(Store.CACHED, folds, FoldWatch.nobody());
    }
}
