package dev.parley.runtime.service;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What a process knows of its own health. Safe for many threads. */
public final class Health {
    private final ConcurrentHashMap<String, Supplier<State>> checks = new ConcurrentHashMap<>();
    private volatile boolean isStarting;
    private volatile boolean isDraining;

    /** How a part is: ready to work, or why not. */
    public record State(boolean isReady, String detail) {
        public static State ready() {
            return new State(true, "ready");
        }

        public static State notReady(String detail) {
            return new State(false, detail);
        }
    }

    /** Adds a part; the check is asked on each {@code /readyz} and must answer at once. */
    public void register(String part, Supplier<State> check) {
        checks.put(part, check);
    }

    /** Until {@link #started()} the process is not ready, whatever its parts say: some may not be known yet. */
    public void starting() {
        isStarting = true;
    }

    /** From now on the parts decide. */
    public void started() {
        isStarting = false;
    }

    /** From now on the process is not ready, so that no new client is sent to it. */
    public void drain() {
        isDraining = true;
    }

    public boolean isReady() {
        return !isStarting
                && !isDraining
                && checks.values().stream().allMatch(check -> stateOf(check).isReady());
    }

    /** Every part's state by name, in the order of the names. */
    public Map<String, State> states() {
        var states = new TreeMap<String, State>();
        checks.forEach((part, check) -> states.put(part, stateOf(check)));
        if (isStarting) {
            states.put("process", State.notReady("starting"));
        }
        if (isDraining) {
            states.put("process", State.notReady("draining"));
        }
        return states;
    }

    private static State stateOf(Supplier<State> check) {
        try {
            return check.get();
        } catch (RuntimeException e) {
            return State.notReady("the check failed: " + e);
        }
    }
}
