package dev.parley.readmodel.write;

/** The outcome of writing a batch. Either all of it is in the store or nothing is. */
public sealed interface WriteResult {
    /** All rows and positions are committed. */
    record Written() implements WriteResult {}

    /** The store is unavailable, or the result of the commit is unknown; write the same batch again. */
    record Unavailable(Exception cause) implements WriteResult {}

    /** At least one row can never be stored. */
    record Refused(Exception cause) implements WriteResult {}
}
