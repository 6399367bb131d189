package dev.parley.topologies.streams;

/** Learns when the timers of the partitions of a process are due next. Safe for many threads; must not block. */
public interface TimerWatch {
    /** For what has no timers, and for tests that append their own ticks. */
    TimerWatch NOBODY = new TimerWatch() {
        @Override
        public void due(int partition, Object task, long at) {}

        @Override
        public void gone(int partition, Object task) {}
    };

    /**
     * The next timer of a partition is due then; replaces what was said before.
     *
     * @param task who says so: the last task that spoke for a partition counts
     * @param at in milliseconds of partition time; {@link Long#MAX_VALUE} where no timer waits
     */
    void due(int partition, Object task, long at);

    /** The task no longer speaks for the partition. */
    void gone(int partition, Object task);
}
