package dev.parley.faults;

import java.time.Duration;

/**
 * How hard it is tried.
 *
 * @param sockets on the push node that is killed
 * @param rate messages a second, all together
 * @param outage how long the database is gone
 * @param isJudgeTested whether a message is made up that the judge must miss
 */
record FaultSettings(int sockets, double rate, Duration outage, boolean isJudgeTested) {
    FaultSettings {
        if (sockets < Scene.MEMBERS) {
            throw new IllegalArgumentException("--sockets must be at least " + Scene.MEMBERS + ".");
        }
        if (rate < 1) {
            throw new IllegalArgumentException("--rate must be at least 1.");
        }
        if (!outage.isPositive()) {
            throw new IllegalArgumentException("--outage must be above 0.");
        }
    }
}
