package dev.parley.runtime.log;

import ch.qos.logback.classic.LoggerContext;
import org.slf4j.LoggerFactory;

/** Lines are written by a thread of their own, so that a stuck reader of the log never blocks the platform. */
public final class LogFlush {
    private LogFlush() {}

    /** Writes what is still waiting and ends logging: the last thing that a process does. */
    public static void stopLogging() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.stop();
        }
    }
}
