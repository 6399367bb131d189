package dev.parley.runtime.operator;

/** A feature that operators change while it runs. Safe for many threads. */
public interface OperatedFeature {
    /** As in {@code PARLEY_TOPOLOGIES}. */
    String name();

    FeatureStatus status();

    /**
     * Wants so many threads from now on, until the process ends. Returns once there are so many, or after some seconds; the change goes
     * on meanwhile.
     *
     * @param threads 1 to {@link #maxThreads()}
     */
    void setThreads(int threads);

    int maxThreads();

    /** Processes nothing from now on, and keeps its partitions. Until {@link #resume()} or the end of the process. */
    void pause();

    void resume();
}
