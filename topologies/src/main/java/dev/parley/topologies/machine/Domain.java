package dev.parley.topologies.machine;

import dev.parley.topologies.machine.TimerQueue.Timer;
import dev.parley.topologies.memory.ActionIdentity;
import dev.parley.topologies.store.KeyValues;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one kind of resource decides: conversations, users. Pure; {@link DecisionShell} does the rest. One thread. */
public interface Domain<A> {
    /** The client's request in an action; empty for a record of the platform itself. */
    Optional<Request> requestOf(A action);

    /** Whether this version can decide such a request. What it cannot is refused and not remembered: a later version may decide a retry. */
    boolean isSupported(Object body);

    /** Handles a record of the platform itself. */
    default List<Output> control(A action) {
        return List.of();
    }

    /** The timers of this domain; set and removed in the drafts of its decisions. */
    default TimerQueue timers() {
        return new TimerQueue();
    }

    /** Decides what a timer leads to, over a draft of the state; {@code now} is partition time, at the timer's time or later. */
    default Fired fire(Timer timer, long now, KeyValues draft) {
        throw new IllegalStateException("This domain has no timers.");
    }

    /** As {@link #fire}, for a timer whose decision failed. */
    default Fired giveUp(Timer timer, long now, KeyValues draft) {
        return Fired.NOTHING;
    }

    /** Decides a new action over a draft of the state; {@code now} is partition time in milliseconds. */
    Decided decide(A action, ActionIdentity identity, long now, KeyValues draft);

    /**
     * The first record of an action that was decided before, made again from its retry; null where it cannot be.
     *
     * @param at when it was decided, in milliseconds of partition time
     * @param eventId what the record must prove to be
     */
    default byte @Nullable [] replay(
            A retry, ActionIdentity identity, long at, Decided.Numbers numbers, byte[] eventId) {
        return null;
    }

    /** The id that proves a record of this domain; null where it has none. */
    default byte @Nullable [] proofOf(byte[] record) {
        return null;
    }

    /** Whether a fact (see {@link Decided.Happened#facts()}) has reached its own end. */
    default boolean isExpired(byte[] key, byte[] fact, long now) {
        return true;
    }

    /**
     * A fact that is not to end yet though nothing has set it since, as it is to be kept until it is looked at again; null where a
     * later action looks after it.
     *
     * @param setAt when the action was decided that is forgotten now
     */
    default byte @Nullable [] renewed(byte[] key, byte[] fact, long setAt, long now) {
        return null;
    }
}
