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

    /** What is now under a key that was touched; empty where nothing is. */
    Optional<Output> current(byte[] key);
}
