package dev.parley.standalone.part;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of a process whose part has ended by itself: with status 1, so that whoever watches it starts it again. */
final class FatalEnd {
    private static final Logger LOG = LoggerFactory.getLogger(FatalEnd.class);
    private static final int FAILED = 1;

    private FatalEnd() {}

    static Consumer<String> of(String part) {
        var isTold = new AtomicBoolean();
        return why -> {
            if (isTold.compareAndSet(false, true)) {
                LOG.error("event=part-ended part={} cause=\"{}\" action=exit", part, why);
                // Not on the thread that told: the orderly stop waits for it.
                Thread.ofPlatform().name("fatal-end").start(() -> System.exit(FAILED));
            }
        };
    }
}
