package dev.parley.topologies.memory;

import dev.parley.topologies.state.RememberedAction;

/** What is remembered of an action. */
public sealed interface Recall {
    /** Nothing: it is to be decided. */
    record New() implements Recall {}

    /** It was decided before: the same answer again. */
    record Repeated(RememberedAction before) implements Recall {}

    /** Something else was asked under the same id. */
    record Reused() implements Recall {}
}
