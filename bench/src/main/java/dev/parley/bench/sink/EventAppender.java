package dev.parley.bench.sink;

import dev.parley.bench.log.LogWriter;
import dev.parley.schemas.Event;
import dev.parley.schemas.topics.Topics;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Appends many events to the log directly, without the platform's services. */
final class EventAppender implements AutoCloseable {
    private final LogWriter<Event> log;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    /** @param settings how the log of a platform on this machine is reached */
    EventAppender(Map<String, String> settings) {
        this.log = new LogWriter<>(settings, Topics.EVENTS, Map.of("linger.ms", 20, "batch.size", 256 * 1024));
    }

    void append(Event event) {
        log.append(event.getTenant(), event.getConversation(), event, (_, e) -> {
            if (e != null) {
                failure.compareAndSet(null, e);
            }
        });
    }

    /** Returns when everything is in the log. */
    void flush() {
        log.flush();
        var failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("The log did not take every event.", failed);
        }
    }

    @Override
    public void close() {
        log.close();
    }
}
