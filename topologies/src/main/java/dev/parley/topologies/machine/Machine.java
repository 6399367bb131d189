package dev.parley.topologies.machine;

/**
 * The state machine of one partition: same state, same input, same bytes out, whenever and wherever it runs. No clock, no
 * randomness, no look-up. One thread.
 */
public interface Machine<A> {
    /** Decides one action; {@code recordTime} is when it was appended, in milliseconds. */
    Decision apply(A action, long recordTime);
}
