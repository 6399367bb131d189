package dev.parley.wsfanout.session;

import dev.parley.readmodel.StoreUnavailableException;
import dev.parley.readmodel.read.EventStore;
import dev.parley.schemas.Event;
import dev.parley.schemas.serde.AvroReader;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Finds the ids of messages whose outcome came without them, in the stored events, which may be a moment behind. */
record StoredMessageIds(EventStore events, AvroReader<Event> reader, ScheduledExecutorService timer) {
    static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private static final int ATTEMPTS = 10;
    private static final Duration BETWEEN = Duration.ofMillis(200);

    /** Returns at once; what was found is told on a virtual thread, empty after two seconds without. */
    void find(String tenant, String conversation, long seq, Consumer<Optional<String>> found) {
        attempt(() -> read(tenant, conversation, seq), found, ATTEMPTS);
    }

    private interface Attempt {
        Optional<String> make();
    }

    private void attempt(Attempt attempt, Consumer<Optional<String>> found, int left) {
        Thread.startVirtualThread(() -> {
            var id = attempt.make();
            if (id.isPresent() || left == 0) {
                found.accept(id);
            } else {
                var _ = timer.schedule(
                        () -> attempt(attempt, found, left - 1), BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
            }
        });
    }

    private Optional<String> read(String tenant, String conversation, long seq) {
        try {
            return events.after(tenant, conversation, seq - 1, 1).stream()
                    .findFirst()
                    .map(event -> Sending.messageId(reader.read(event.bytes())));
        } catch (StoreUnavailableException _) {
            return Optional.empty();
        }
    }
}
