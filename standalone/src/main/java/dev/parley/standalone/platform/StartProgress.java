package dev.parley.standalone.platform;

import java.time.Duration;

/** Receives the progress of a start, from several threads. */
@FunctionalInterface
public interface StartProgress {
    /**
     * A part is ready.
     *
     * @param detail where it can be reached, or empty
     */
    void ready(String part, String detail, Duration took);
}
