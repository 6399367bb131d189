package dev.parley.operator.lag;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How far a reader is behind in one partition, by two looks.
 *
 * @param lag records that wait for the reader, at the second look
 * @param held records that nobody may read yet, since a transaction before them is open
 * @param growthPerSecond of the lag between the looks; negative while it catches up
 * @param readPerSecond what the reader commits
 * @param isStuck it commits nothing though something waits, other than the marker of a transaction, which some readers do not count
 * @param isHeldStill the same open transaction holds records at both looks
 */
record PartitionLag(
        String group,
        String topic,
        int partition,
        long committed,
        long end,
        long lag,
        long held,
        double growthPerSecond,
        double readPerSecond,
        @JsonProperty("stuck") boolean isStuck,
        @JsonProperty("heldStill") boolean isHeldStill) {
    private static final long MARKER = 1;

    /** @param seconds between the looks; 0 = there was one look, given twice */
    static PartitionLag between(
            String group, String topic, int partition, PartitionLook first, PartitionLook second, double seconds) {
        var read = second.committed() - first.committed();
        var isTimed = seconds > 0;
        return new PartitionLag(
                group,
                topic,
                partition,
                second.committed(),
                second.end(),
                second.lag(),
                second.held(),
                isTimed ? rounded((second.lag() - first.lag()) / seconds) : 0,
                isTimed ? rounded(read / seconds) : 0,
                isTimed && read == 0 && first.lag() > MARKER && second.lag() > MARKER,
                isTimed && first.held() > 0 && second.held() > 0 && first.stable() == second.stable());
    }

    private static double rounded(double rate) {
        return Math.round(rate * 10) / 10.0;
    }
}
