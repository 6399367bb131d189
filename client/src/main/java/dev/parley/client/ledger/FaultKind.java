package dev.parley.client.ledger;

/** What can be wrong with a run. */
public enum FaultKind {
    /** An acknowledged id, or an event that another reader received, is missing where it must be. */
    LOST,
    /** An id or a seq appears twice. */
    DOUBLED,
    /** A seq came after a higher one. */
    OUT_OF_ORDER,
    /** Seqs that never came, though higher ones did. */
    HOLE,
    /** Two readers, or a reader and the answer, disagree on what stands at a seq. */
    DIFFERING,
    /** The text is not the one that was sent. */
    ALTERED,
    /** An id that this run did not send. */
    FOREIGN,
    /** Refused to the sender, and there all the same. */
    REFUSED_BUT_THERE,
    /** A blank text was taken. */
    BLANK_ACCEPTED
}
