package dev.parley.edge.log;

import dev.parley.schemas.Accepted;
import dev.parley.schemas.Held;
import dev.parley.schemas.Outcome;
import dev.parley.schemas.Rejected;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.serde.UnreadableRecordException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads records of {@code outcomes}; those of other nodes in the same partition cost no more than a look at their key. */
final class OutcomeRecords {
    private static final Logger LOG = LoggerFactory.getLogger(OutcomeRecords.class);

    private final AvroReader<Outcome> reader;
    private final OutcomeAddress address;

    OutcomeRecords(SchemaRegistry registry, OutcomeAddress address) {
        this.reader = new AvroReader<>(registry, Outcome.getClassSchema());
        this.address = address;
    }

    /** An answer and whose it is. */
    record Answered(long correlation, Answer answer) {}

    /** Empty for what is not for this node, or not for any client. */
    Optional<Answered> read(ConsumerRecord<byte[], byte[]> record) {
        if (!address.isKey(record.key())) {
            return Optional.empty();
        }
        try {
            var outcome = reader.read(record.value());
            return answerOf(outcome.getResult())
                    .map(answer -> new Answered(outcome.getReplyTo().getCorrelation(), answer));
        } catch (UnreadableRecordException e) {
            // The waiting client gets "unknown" when its wait ends, which is true.
            LOG.error(
                    "event=outcome-unreadable partition={} offset={} cause={}",
                    record.partition(),
                    record.offset(),
                    e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<Answer> answerOf(Object result) {
        return switch (result) {
            case Accepted accepted ->
                Optional.of(new Answer.Accepted(
                        accepted.getFirstSeq(), accepted.getLastSeq(), bytesOf(accepted.getRecord())));
            case Rejected rejected ->
                Optional.of(new Answer.Rejected(
                        rejected.getCode(),
                        rejected.getDetail(),
                        rejected.getField(),
                        durationOf(rejected.getRetryAfterMs())));
            case Held _ -> Optional.of(new Answer.Held());
            default -> Optional.empty();
        };
    }

    private static @Nullable Duration durationOf(@Nullable Long millis) {
        return millis == null ? null : Duration.ofMillis(millis);
    }

    private static byte @Nullable [] bytesOf(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        var bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
