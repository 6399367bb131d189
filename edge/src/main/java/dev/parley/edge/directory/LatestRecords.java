package dev.parley.edge.directory;

import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.serde.UnreadableRecordException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the records of a compacted topic. What cannot be read, or has another key than its value says, is logged and passed over.
 *
 * @param what one of them is, for the log
 * @param keyOf the key that a value must have
 * @param put takes a value
 * @param forget takes the key of a tombstone
 */
public record LatestRecords<T extends SpecificRecord>(
        String what, AvroReader<T> reader, Function<T, String> keyOf, Consumer<T> put, Consumer<String> forget) {
    private static final Logger LOG = LoggerFactory.getLogger(LatestRecords.class);

    /** @throws dev.parley.schemas.registry.RegistryUnavailableException the registry does not give the schema now */
    public void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return;
        }
        var key = new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            forget.accept(key);
            return;
        }
        try {
            var value = reader.read(record.value());
            if (key.equals(keyOf.apply(value))) {
                put.accept(value);
            } else {
                LOG.error("event={}-mismatch partition={} offset={}", what, record.partition(), record.offset());
            }
        } catch (UnreadableRecordException e) {
            LOG.error(
                    "event={}-unreadable partition={} offset={} cause={}",
                    what,
                    record.partition(),
                    record.offset(),
                    e.getMessage());
        }
    }
}
