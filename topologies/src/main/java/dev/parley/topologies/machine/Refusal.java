package dev.parley.topologies.machine;

import org.jspecify.annotations.Nullable;

/** Why an action is refused. Codes are public API. */
public interface Refusal {
    /** Stable, kebab-case. */
    String code();

    /** A sentence for people, with the way out. */
    String detail();

    /** The field at fault. */
    @Nullable
    String field();
}
