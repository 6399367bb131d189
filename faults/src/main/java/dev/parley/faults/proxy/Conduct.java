package dev.parley.faults.proxy;

import java.time.Duration;

/** What a proxy does to the bytes of one direction. */
public sealed interface Conduct {
    /** Hands them on as they come. */
    record Pass() implements Conduct {}

    /** Hands each read on after so long; what comes meanwhile waits behind it. */
    record Delay(Duration by) implements Conduct {
        public Delay {
            if (by.isNegative()) {
                throw new IllegalArgumentException("A delay cannot be negative.");
            }
        }
    }

    /** Hands them on in small pieces, each a packet of its own, with a pause after each. */
    record Slice(int bytes, Duration pause) implements Conduct {
        public Slice {
            if (bytes < 1 || pause.isNegative()) {
                throw new IllegalArgumentException("A slice has at least one byte, and no negative pause.");
            }
        }
    }

    /** Holds them back, as a network does that drops every packet: when it ends, they go on their way. */
    record BlackHole() implements Conduct {}
}
