package dev.parley.runtime.log;

import ch.qos.logback.classic.LoggerContext;
import org.slf4j.LoggerFactory;

/** Log lines are written by a thread of their own, so that a blocked log reader does not block the platform. */
public final class LogFlush {
    private LogFlush() {}

    /** Writes pending lines and stops logging: the last step of a process. */
    public static void stopLogging() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.stop();
        }
    }
}
