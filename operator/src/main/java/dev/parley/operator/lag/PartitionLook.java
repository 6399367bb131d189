package dev.parley.operator.lag;

/**
 * Where a reader and the log were at a moment, as offsets of one partition.
 *
 * @param committed where the reader goes on after a restart; -1 = it has committed nothing
 * @param stable up to here readers of committed records may read
 * @param end of the log
 */
record PartitionLook(long committed, long begin, long stable, long end) {
    /** Records that the reader may read and has not committed; transaction markers count as records. */
    long lag() {
        return Math.max(0, stable - Math.max(committed, begin));
    }

    /** Records behind the first open transaction. */
    long held() {
        return Math.max(0, end - stable);
    }
}
