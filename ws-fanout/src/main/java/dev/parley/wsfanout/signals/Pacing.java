package dev.parley.wsfanout.signals;

import java.time.Duration;

/**
 * How often the members of a conversation are told of each other's receipts, and of how many at most: the larger a group, the less,
 * so that what is written for it stays about the same.
 *
 * @param interval between the first receipt and the frame that shows it; zero = at once
 * @param maxUsers in one frame; the latest are shown
 */
record Pacing(Duration interval, int maxUsers) {
    /** Until the size of a group is known. */
    static final Pacing UNKNOWN = new Pacing(Duration.ofSeconds(1), 200);

    private static final Pacing SMALL = new Pacing(Duration.ZERO, 200);
    private static final Pacing MEDIUM = new Pacing(Duration.ofSeconds(1), 200);
    private static final Pacing LARGE = new Pacing(Duration.ofSeconds(2), 50);
    private static final Pacing HUGE = new Pacing(Duration.ofSeconds(5), 20);

    static Pacing of(long members) {
        if (members <= 100) {
            return SMALL;
        }
        if (members <= 1_000) {
            return MEDIUM;
        }
        return members <= 10_000 ? LARGE : HUGE;
    }
}
