package dev.parley.standalone.part;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Exits the process with status 1 when its part has ended unexpectedly, so that a supervisor restarts it. */
final class FatalEnd {
    private static final Logger LOG = LoggerFactory.getLogger(FatalEnd.class);
    private static final int FAILED = 1;

    private FatalEnd() {}

    static Consumer<String> of(String part) {
        var isTold = new AtomicBoolean();
        return why -> {
            if (isTold.compareAndSet(false, true)) {
                LOG.error("event=part-ended part={} cause=\"{}\" action=exit", part, why);
                // On another thread: the shutdown waits for the calling one.
                Thread.ofPlatform().name("fatal-end").start(() -> System.exit(FAILED));
            }
        };
    }
}
