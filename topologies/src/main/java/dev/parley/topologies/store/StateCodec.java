package dev.parley.topologies.store;

import dev.parley.schemas.serde.SpecificDataModels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Values of one kind as they lie in a store: one byte for the version of the schema, then Avro. State outlives the code
 * that wrote it, so a new version is added here and the older ones stay readable. One thread.
 */
public final class StateCodec<T extends SpecificRecord> {
    private static final byte VERSION = 1;
    private static final int INITIAL_BYTES = 96;

    private final SpecificDatumWriter<T> writer;
    private final SpecificDatumReader<T> reader;

    public StateCodec(Schema schema) {
        var model = SpecificDataModels.create();
        this.writer = new SpecificDatumWriter<>(schema, model);
        this.reader = new SpecificDatumReader<>(schema, schema, model);
    }

    public byte[] write(T value) {
        var bytes = new ByteArrayOutputStream(INITIAL_BYTES);
        bytes.write(VERSION);
        try {
            var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            writer.write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("A byte array refused bytes.", e);
        }
        return bytes.toByteArray();
    }

    /** The value, or null for null. */
    public @Nullable T read(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        if (bytes[0] != VERSION) {
            throw new IllegalStateException("State of version " + bytes[0] + "; this program knows " + VERSION + ".");
        }
        try {
            return reader.read(null, DecoderFactory.get().binaryDecoder(bytes, 1, bytes.length - 1, null));
        } catch (IOException e) {
            throw new UncheckedIOException("State that cannot be read.", e);
        }
    }
}
