package dev.parley.wsfanout.session;

import java.time.Duration;

/**
 * How patient the node is with its clients.
 *
 * @param heartbeat how often a client must be heard; silent for two of them, it is closed
 * @param helloWait how long a socket may stay open without hello
 */
public record SessionLimits(Duration heartbeat, Duration helloWait) {
    private static final int PART = 5;

    /** A client that is silent for longer is sent a ping: a little more than a heartbeat, so that one that pings by itself is not. */
    Duration silence() {
        return heartbeat.plus(heartbeat.dividedBy(PART));
    }
}
