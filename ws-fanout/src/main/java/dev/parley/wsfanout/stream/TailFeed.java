package dev.parley.wsfanout.stream;

import dev.parley.schemas.Event;
import dev.parley.schemas.registry.RegistryUnavailableException;
import dev.parley.schemas.serde.UnreadableRecordException;
import dev.parley.wsfanout.stream.LoggedEvent.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes each record of the tail: to the sessions that it is for, then into the ring. What cannot be handled is counted and
 * passed over, and its sessions are told; while the registry does not answer everything waits. For the tail's thread only.
 */
final class TailFeed {
    private static final Logger LOG = LoggerFactory.getLogger(TailFeed.class);

    private final EventCodec codec;
    private final LiveRouter router;
    private final Ring ring;
    private final StreamScheduler scheduler;
    private final StreamMetrics metrics;
    private final WaitingRecords waiting;
    private final List<Consumer<Event>> listeners = new ArrayList<>();

    TailFeed(EventCodec codec, LiveRouter router, Ring ring, Inputs inputs, StreamMetrics metrics) {
        this.codec = codec;
        this.router = router;
        this.ring = ring;
        this.scheduler = inputs.scheduler();
        this.metrics = metrics;
        this.waiting = new WaitingRecords(inputs.feed());
    }

    /** Where events come from, and where the stream works. */
    record Inputs(EventFeed feed, StreamScheduler scheduler) {}

    /** To be called before anything is handled. */
    void onEach(Consumer<Event> listener) {
        listeners.add(listener);
    }

    void handle(EventRecord record) {
        var isFirst = waiting.isEmpty();
        waiting.add(record);
        // Behind others it is handled after them: the registry is asked by the first one only, and not for each.
        if (isFirst) {
            handleWaiting();
        }
    }

    /** Goes on where the registry did not answer. Nothing is skipped for it, and nothing overtakes. */
    private void handleWaiting() {
        try {
            for (var next = waiting.peek(); next != null; next = waiting.peek()) {
                take(next);
                waiting.remove();
            }
        } catch (RegistryUnavailableException e) {
            LOG.atWarn().addKeyValue("waiting", waiting.size()).setCause(e).log("Events wait for the schema registry.");
            scheduler.later(() -> scheduler.tailThread().execute(this::handleWaiting));
        }
    }

    private void take(EventRecord record) {
        try {
            if (record.wire() == null) {
                throw new UnreadableRecordException("The record has no value.");
            }
            route(record, record.wire());
        } catch (UnreadableRecordException e) {
            // Its seq stays missing, so that sessions are told that there was something.
            metrics.unreadable();
            tell("Not an event.", record, e);
        } catch (RegistryUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            // A defect. It must hold up nothing else; whoever did not get it has a gap, which is filled or told.
            metrics.passedOver();
            tell("An event could not be handled.", record, e);
        }
    }

    private void route(EventRecord record, byte[] wire) {
        var event = codec.read(wire);
        var place = new Place(record.partition(), record.offset());
        var tailed = new TailedEvent(codec.logged(place, event, wire), event, codec);
        compare(tailed.logged());
        try {
            router.route(tailed);
        } finally {
            // Also where a session could not take it: the others find it here.
            ring.append(tailed.kept());
        }
        listeners.forEach(listener -> listener.accept(event));
        tailed.failure().ifPresent(e -> {
            metrics.passedOver();
            tell("An event cannot be shown.", record, e);
        });
    }

    private static void tell(String what, EventRecord record, RuntimeException cause) {
        LOG.atError()
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .setCause(cause)
                .log(what);
    }

    /** A repeat of an aborted transaction brings the same events again; anything else at a known seq is a defect. */
    private void compare(LoggedEvent event) {
        var known = ring.find(event.key(), event.seq());
        if (known.isPresent()
                && !known.get().about().eventId().equals(event.about().eventId())) {
            metrics.divergent();
            LOG.atError()
                    .addKeyValue("tenant", event.key().tenant())
                    .addKeyValue("conversation", event.key().conversation())
                    .addKeyValue("seq", event.seq())
                    .log("A different event came at a known seq.");
            router.tellDivergent(event);
        }
    }
}
