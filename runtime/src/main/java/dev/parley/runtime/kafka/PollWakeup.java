package dev.parley.runtime.kafka;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Interrupts a consumer's poll, at most once per poll and no other call: a wake-up that comes too late interrupts the next poll,
 * which then counts as its effect. So no two polls in a row are interrupted.
 */
final class PollWakeup {
    private enum State {
        IDLE,
        POLLING,
        REQUESTED
    }

    private final Runnable wakeUp;
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);

    PollWakeup(Runnable wakeUp) {
        this.wakeUp = wakeUp;
    }

    /** Interrupts the current poll, if any. From any thread. */
    void request() {
        if (state.compareAndSet(State.POLLING, State.REQUESTED)) {
            wakeUp.run();
        }
    }

    /** The consumer's thread is about to poll. */
    void beforePoll() {
        state.compareAndSet(State.IDLE, State.POLLING);
    }

    /** The poll returned. A wake-up that was requested meanwhile is still pending. */
    void afterPoll() {
        state.compareAndSet(State.POLLING, State.IDLE);
    }

    /** The poll was interrupted by the wake-up. */
    void consumed() {
        state.set(State.IDLE);
    }
}
