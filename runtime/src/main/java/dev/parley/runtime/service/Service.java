package dev.parley.runtime.service;

/** A part of the platform that a process runs: started once, stopped once, each from the process's main thread. */
public interface Service extends AutoCloseable {
    /** As in {@code parley run <name>}, in logs and in metrics. */
    String name();

    /** Returns when the service does its work, or throws {@link StartException}. */
    void start();

    /** Finishes what is under way, then stops. Never throws; harmless where {@link #start()} failed half-way. */
    @Override
    void close();
}
