package dev.parley.testkit.model;

/** What the one who asked is told. */
public sealed interface Answer {
    /** It is as was asked; the range of seqs is empty where nothing had to change. */
    record Accepted(long firstSeq, long lastSeq) implements Answer {}

    /** @param code one of the stable codes of the contract */
    record Refused(String code) implements Answer {}

    /** Nobody asked: a tick. */
    record None() implements Answer {}
}
