package dev.parley.topologies.machine;

/**
 * The state machine of one partition: same state, same input, same bytes out, whenever and wherever it runs. No clock, no
 * randomness, no look-up. One thread.
 */
public interface Machine<A> {
    /** Fires the timers that are due, and decides one action; {@code recordTime} is when it was appended, in milliseconds. */
    Decision apply(A action, long recordTime);

    /** The partition time before which no timer is due; {@link TimerQueue#NONE} where none waits. */
    default long nextTimer() {
        return TimerQueue.NONE;
    }

    /** How many timers wait. */
    default long waitingTimers() {
        return 0;
    }
}
