package dev.parley.wsfanout.presence;

import java.time.Duration;

/** Whether the log was silent for so long that what is known of users' presence does not hold any more. Not safe for many threads. */
final class Outage {
    static final Duration TOLD_AFTER = Duration.ofSeconds(30);

    private boolean isSilent;
    private boolean isTold;
    private long silentSince;

    /** What is to be done now. */
    enum Turn {
        NOTHING,
        /** Clients are to be told that nothing is known. */
        BEGINS,
        /** Clients are to be told what is known again. */
        ENDS
    }

    /** To be called now and then. */
    Turn observe(boolean isConnected, long now) {
        if (isConnected) {
            isSilent = false;
            var ends = isTold;
            isTold = false;
            return ends ? Turn.ENDS : Turn.NOTHING;
        }
        if (!isSilent) {
            isSilent = true;
            silentSince = now;
        }
        if (isTold || now - silentSince < TOLD_AFTER.toNanos()) {
            return Turn.NOTHING;
        }
        isTold = true;
        return Turn.BEGINS;
    }

    /** Whether clients were told. */
    boolean isTold() {
        return isTold;
    }
}
