package dev.parley.standalone.platform;

import java.time.Duration;

/** Hears how a start goes. From many threads. */
@FunctionalInterface
public interface Progress {
    /**
     * A part is ready.
     *
     * @param detail where it can be reached, or empty
     */
    void ready(String part, String detail, Duration took);
}
