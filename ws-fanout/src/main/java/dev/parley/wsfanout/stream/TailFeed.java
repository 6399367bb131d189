package dev.parley.wsfanout.stream;

import dev.parley.schemas.serde.UnreadableRecordException;
import dev.parley.wsfanout.stream.LoggedEvent.Place;
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

    TailFeed(EventCodec codec, LiveRouter router, Ring ring, StreamMetrics metrics) {
        this.codec = codec;
        this.router = router;
        this.ring = ring;
        this.metrics = metrics;
    }

    void handle(ConsumerRecord<byte[], byte[]> record) {
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
            LOG.error(
                    "msg=\"unreadable event\" partition={} offset={} cause=\"{}\"",
                    record.partition(),
                    record.offset(),
                    e.getMessage());
        }
    }

    /** A repeat of an aborted transaction brings the same events again; anything else at a known seq is a defect. */
    private void compare(LoggedEvent event) {
        var known = ring.find(event.key(), event.seq());
        if (known.isPresent()
                && !known.get().about().eventId().equals(event.about().eventId())) {
            metrics.divergent();
            LOG.error(
                    "msg=\"divergent event\" tenant={} conversation={} seq={}",
                    event.key().tenant(),
                    event.key().conversation(),
                    event.seq());
            router.tellDivergent(event);
        }
    }
}
