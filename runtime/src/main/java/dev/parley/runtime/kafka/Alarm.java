package dev.parley.runtime.kafka;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Wakes a consumer out of its poll, at most once a poll, and never out of anything else: a wake-up that comes too late falls
 * into the next poll, which the consumer's thread then takes for the answer. So no two polls in a row are cut off.
 */
final class Alarm {
    private enum State {
        AWAKE,
        ASLEEP,
        CALLED
    }

    private final Runnable wakeUp;
    private final AtomicReference<State> state = new AtomicReference<>(State.AWAKE);

    Alarm(Runnable wakeUp) {
        this.wakeUp = wakeUp;
    }

    /** From any thread: whoever sleeps wakes soon. */
    void ring() {
        if (state.compareAndSet(State.ASLEEP, State.CALLED)) {
            wakeUp.run();
        }
    }

    /** The consumer's thread is about to poll. */
    void beforePoll() {
        state.compareAndSet(State.AWAKE, State.ASLEEP);
    }

    /** The poll ended by itself. Where it was called as well, the call is still to be heard. */
    void afterPoll() {
        state.compareAndSet(State.ASLEEP, State.AWAKE);
    }

    /** The poll was cut off by the call. */
    void heard() {
        state.set(State.AWAKE);
    }
}
