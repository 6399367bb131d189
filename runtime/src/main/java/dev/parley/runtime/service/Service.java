package dev.parley.runtime.service;

/** A part of the platform that a process runs. Started once and stopped once. */
public interface Service extends AutoCloseable {
    /** The name in {@code parley run <name>}, logs and metrics. */
    String name();

    /** Returns when the service is running, or throws {@link StartException}. */
    void start();

    /** Finishes what is in progress, then stops. Never throws; safe if {@link #start()} failed. */
    @Override
    void close();
}
