package dev.parley.readmodel.write;

/** What came of a batch. Either all of it is in the store or nothing is. */
public sealed interface WriteResult {
    /** All of it is stored, and so are the positions behind it. */
    record Written() implements WriteResult {}

    /** The store could not take it now, or did not say whether it did; the same batch may be written again. */
    record Unavailable(Exception cause) implements WriteResult {}

    /** At least one row does not fit, now and for ever. */
    record Refused(Exception cause) implements WriteResult {}
}
