package dev.parley.schemas.serde;

import dev.parley.schemas.registry.RegistryUnavailableException;
import dev.parley.schemas.registry.SchemaRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of one kind, whichever version of the schema wrote them. A field whose union branch this version does not know
 * holds a {@link org.apache.avro.generic.GenericData.Record}; everything beside it is as always. Safe for many threads.
 */
public final class AvroReader<T extends SpecificRecord> {
    private final SchemaRegistry registry;
    private final Schema readerSchema;
    private final ConcurrentHashMap<Integer, SpecificDatumReader<T>> readers = new ConcurrentHashMap<>();

    public AvroReader(SchemaRegistry registry, Schema readerSchema) {
        this.registry = registry;
        this.readerSchema = readerSchema;
    }

    /**
     * The record in these bytes.
     *
     * @throws UnreadableRecordException the bytes are malformed, or the registry denies their schema
     * @throws RegistryUnavailableException the registry does not answer; nothing may be skipped
     */
    public T read(byte @Nullable [] bytes) {
        if (bytes == null || bytes.length < AvroWriter.HEADER_BYTES || bytes[0] != AvroWriter.MAGIC) {
            throw new UnreadableRecordException(
                    "No record in wire format: " + (bytes == null ? "null" : bytes.length + " bytes"));
        }
        try {
            var reader = readerOf(ByteBuffer.wrap(bytes).getInt(1));
            var length = bytes.length - AvroWriter.HEADER_BYTES;
            var decoder = DecoderFactory.get().binaryDecoder(bytes, AvroWriter.HEADER_BYTES, length, null);
            var record = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw new UnreadableRecordException("Bytes are left over after the record.");
            }
            return record;
        } catch (RegistryUnavailableException | UnreadableRecordException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Avro answers malformed bytes with half a dozen kinds of runtime exception, and all of them mean the same.
            throw new UnreadableRecordException("Not a " + readerSchema.getName() + ": " + e.getMessage(), e);
        }
    }

    private SpecificDatumReader<T> readerOf(int schemaId) {
        var known = readers.get(schemaId);
        if (known == null) {
            var written = registry.byId(schemaId);
            var tolerant = UnknownBranches.added(readerSchema, written);
            known = new SpecificDatumReader<>(written, tolerant, SpecificDataModels.create());
            readers.put(schemaId, known);
        }
        return known;
    }
}
