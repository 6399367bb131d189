package dev.parley.topologies.streams;

import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.serde.UnreadableRecordException;
import dev.parley.topologies.streams.Inbound.Understood;
import dev.parley.topologies.streams.Inbound.Unreadable;
import java.util.Arrays;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Reads values and holds each against its key: a record may not speak for another tenant than its key says. */
public final class InboundReader<T extends SpecificRecord> {
    private final AvroReader<T> reader;
    private final Function<T, byte[]> keyOf;

    /** @param keyOf the key that a value must have */
    public InboundReader(AvroReader<T> reader, Function<T, byte[]> keyOf) {
        this.reader = reader;
        this.keyOf = keyOf;
    }

    /** @throws dev.parley.schemas.registry.RegistryUnavailableException nothing may be skipped: the task must stop */
    public Inbound<T> read(byte @Nullable [] key, byte @Nullable [] value) {
        try {
            var record = reader.read(value);
            return Arrays.equals(key, keyOf.apply(record))
                    ? new Understood<>(record)
                    : new Unreadable<>("key-mismatch", "The key is not that of the record's tenant and resource.");
        } catch (UnreadableRecordException e) {
            return new Unreadable<>("malformed", String.valueOf(e.getMessage()));
        }
    }
}
