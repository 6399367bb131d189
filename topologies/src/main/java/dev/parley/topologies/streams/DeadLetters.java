package dev.parley.topologies.streams;

import dev.parley.schemas.DeadLetter;
import dev.parley.schemas.serde.AvroWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what a feature could not process, with its cause, so that it can be looked at and replayed. */
final class DeadLetters {
    /** Name of the sink that a topology must have for this. */
    public static final String SINK = "dead-letters";

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final String feature;
    private final AvroWriter<DeadLetter> writer;
    private final ProcessorContext<byte[], Outbound> context;

    public DeadLetters(String feature, AvroWriter<DeadLetter> writer, ProcessorContext<byte[], Outbound> context) {
        this.feature = feature;
        this.writer = writer;
        this.context = context;
    }

    public void report(Record<byte[], byte[]> record, String cause, String detail) {
        var origin = context.recordMetadata().orElseThrow();
        var letter = new DeadLetter(
                feature,
                cause,
                detail,
                origin.topic(),
                origin.partition(),
                origin.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                wrap(record.key()),
                wrap(record.value()));
        LOG.error(
                "event=dead-letter feature={} cause={} topic={} partition={} offset={}",
                feature,
                cause,
                origin.topic(),
                origin.partition(),
                origin.offset());
        var key = (origin.topic() + "/" + origin.partition()).getBytes(StandardCharsets.UTF_8);
        context.forward(new Record<>(key, new Outbound(0, writer.write(letter)), record.timestamp()), SINK);
    }

    private static @Nullable ByteBuffer wrap(byte @Nullable [] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }
}
