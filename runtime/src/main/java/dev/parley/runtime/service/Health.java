package dev.parley.runtime.service;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Readiness of a process and its parts. Thread-safe. */
public final class Health {
    private final ConcurrentHashMap<String, Supplier<State>> checks = new ConcurrentHashMap<>();
    private volatile boolean isStarting;
    private volatile boolean isDraining;

    /** State of a part: ready, or why not. */
    public record State(boolean isReady, String detail) {
        public static State ready() {
            return new State(true, "ready");
        }

        public static State notReady(String detail) {
            return new State(false, detail);
        }
    }

    /** Adds a part; the check is called on each {@code /readyz} and must not block. */
    public void register(String part, Supplier<State> check) {
        checks.put(part, check);
    }

    /** The process is not ready until {@link #started()}, whatever its parts report: some may not be registered yet. */
    public void starting() {
        isStarting = true;
    }

    /** From now on readiness is that of the parts. */
    public void started() {
        isStarting = false;
    }

    /** From now on the process is not ready, so that a load balancer sends no new clients. */
    public void drain() {
        isDraining = true;
    }

    public boolean isReady() {
        return !isStarting
                && !isDraining
                && checks.values().stream().allMatch(check -> stateOf(check).isReady());
    }

    /** State of each part, sorted by name. */
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
            return State.notReady("health check failed: " + e);
        }
    }
}
