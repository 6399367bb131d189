package dev.parley.topologies.fold;

import dev.parley.topologies.machine.Output;
import java.util.Optional;

/**
 * One partition of a feature that folds logs into what is now. A record that is taken twice changes nothing the second time. One
 * thread.
 */
public interface Fold {
    /** What is to be written, and when. */
    Emissions emissions();

    /**
     * What is to be written now of a key that was touched; empty where that is nothing.
     *
     * @param now of the wall clock, in milliseconds: for pacing only
     */
    Optional<Output> current(byte[] key, long now);

    /** Time for what is left to do when nothing comes; before what is due is written. */
    default void tick(long now) {}
}
