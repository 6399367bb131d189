package dev.parley.topologies.streams;

import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.topics.Topic;
import dev.parley.topologies.fold.Folded;
import dev.parley.topologies.fold.Origin;
import dev.parley.topologies.streams.Inbound.Understood;
import dev.parley.topologies.streams.Inbound.Unreadable;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Record;

/**
 * One of the topics that a feature folds.
 *
 * @param schema what of a record is read
 * @param keyOf the key that a record must have
 */
public record FoldInput<F, T extends SpecificRecord>(
        Topic topic, Schema schema, Function<T, byte[]> keyOf, Step<F, T> step) {
    /** What a fold does with a record. */
    @FunctionalInterface
    public interface Step<F, T> {
        Folded take(F fold, T value, Origin origin);
    }

    /** What came of some bytes. */
    sealed interface Taken {
        record Read(Folded folded) implements Taken {}

        record Refused(String cause, String detail) implements Taken {}
    }

    /** Reads and folds the records of this topic; for many partitions. */
    @FunctionalInterface
    interface Taker<F> {
        Taken take(F fold, Record<byte[], byte[]> record, Origin origin);
    }

    Taker<F> taker(SchemaRegistry registry) {
        var reader = new InboundReader<>(new AvroReader<T>(registry, schema), keyOf);
        return (fold, record, origin) -> switch (reader.read(record.key(), record.value())) {
            case Understood(var value) -> new Taken.Read(step.take(fold, value, origin));
            case Unreadable(var cause, var detail) -> new Taken.Refused(cause, detail);
        };
    }
}
