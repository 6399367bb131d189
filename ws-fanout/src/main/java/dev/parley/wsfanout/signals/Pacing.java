package dev.parley.wsfanout.signals;

import java.time.Duration;

/**
 * How often the members of a conversation are told of each other's receipts, and of how many at most: the larger a group, the less,
 * so that what is written for it stays about the same. And whether they are told of everybody who types, or of the group as a whole.
 *
 * @param interval between the first receipt and the frame that shows it; zero = at once
 * @param maxUsers in one frame; the latest are shown
 * @param gathersTyping whether typing is shown as that of the whole group, now and then
 */
record Pacing(Duration interval, int maxUsers, boolean gathersTyping) {
    private static final int MOST_TYPING_ALONE = 200;

    /** Until the size of a group is known. */
    static final Pacing UNKNOWN = new Pacing(Duration.ofSeconds(1), 200, true);

    private static final Duration MEDIUM = Duration.ofSeconds(1);
    private static final Duration LARGE = Duration.ofSeconds(2);
    private static final Duration HUGE = Duration.ofSeconds(5);

    static Pacing of(long members) {
        var gathersTyping = members > MOST_TYPING_ALONE;
        if (members <= 100) {
            return new Pacing(Duration.ZERO, 200, false);
        }
        if (members <= 1_000) {
            return new Pacing(MEDIUM, 200, gathersTyping);
        }
        return members <= 10_000 ? new Pacing(LARGE, 50, true) : new Pacing(HUGE, 20, true);
    }
}
