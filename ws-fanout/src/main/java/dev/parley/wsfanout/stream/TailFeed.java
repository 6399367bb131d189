package dev.parley.wsfanout.stream;

import dev.parley.schemas.registry.RegistryUnavailableException;
import dev.parley.schemas.serde.UnreadableRecordException;
import dev.parley.wsfanout.stream.LoggedEvent.Place;
import java.util.ArrayDeque;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes each record of the tail: to the sessions that it is for, then into the ring. For the tail's thread only. */
final class TailFeed {
    private static final Logger LOG = LoggerFactory.getLogger(TailFeed.class);

    private final EventCodec codec;
    private final LiveRouter router;
    private final Ring ring;
    private final StreamMetrics metrics;
    private final ArrayDeque<ConsumerRecord<byte[], byte[]>> waiting = new ArrayDeque<>();

    TailFeed(EventCodec codec, LiveRouter router, Ring ring, StreamMetrics metrics) {
        this.codec = codec;
        this.router = router;
        this.ring = ring;
        this.metrics = metrics;
    }

    void handle(ConsumerRecord<byte[], byte[]> record) {
        waiting.add(record);
        handleWaiting();
    }

    /** Goes on where the registry did not answer. Nothing is skipped for it, and nothing overtakes. */
    void handleWaiting() {
        try {
            for (var next = waiting.peek(); next != null; next = waiting.peek()) {
                take(next);
                waiting.remove();
            }
        } catch (RegistryUnavailableException e) {
            LOG.atWarn().addKeyValue("waiting", waiting.size()).setCause(e).log("Events wait for the schema registry.");
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            var event = codec.read(record.value());
            var place = new Place(record.partition(), record.offset());
            var tailed = new TailedEvent(LoggedEvent.of(place, event, record.value()), event, codec);
            compare(tailed.logged());
            router.route(tailed);
            ring.append(tailed.kept());
        } catch (UnreadableRecordException e) {
            // Its seq stays missing, so that sessions are told that there was something.
            metrics.unreadable();
            LOG.atError()
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .setCause(e)
                    .log("Not an event.");
        }
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
