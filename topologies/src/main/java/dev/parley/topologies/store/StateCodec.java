package dev.parley.topologies.store;

import dev.parley.schemas.serde.SpecificDataModels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Values of one kind as they lie in a store: one byte for the version of the schema, then Avro. State outlives the code that
 * wrote it, so an earlier version stays readable: it is converted when it is read. One thread.
 */
public final class StateCodec<T extends SpecificRecord> {
    private static final int INITIAL_BYTES = 96;

    private final byte version;
    private final SpecificDatumWriter<T> writer;
    private final SpecificDatumReader<T> reader;
    private final Function<byte[], T> earlier;

    private StateCodec(int version, Schema schema, Function<byte[], T> earlier) {
        var model = SpecificDataModels.create();
        this.version = (byte) version;
        this.writer = new SpecificDatumWriter<>(schema, model);
        this.reader = new SpecificDatumReader<>(schema, schema, model);
        this.earlier = earlier;
    }

    /** Values whose schema never changed. */
    public StateCodec(Schema schema) {
        this(1, schema, bytes -> {
            throw unknown(bytes);
        });
    }

    /**
     * Values of the next version.
     *
     * @param before reads the version before
     * @param convert makes a present value of one
     */
    public static <T extends SpecificRecord, B extends SpecificRecord> StateCodec<T> after(
            StateCodec<B> before, Schema schema, Function<B, T> convert) {
        return new StateCodec<>(
                before.version + 1, schema, bytes -> convert.apply(Objects.requireNonNull(before.read(bytes))));
    }

    public byte[] write(T value) {
        var bytes = new ByteArrayOutputStream(INITIAL_BYTES);
        bytes.write(version);
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
        if (bytes[0] != version) {
            return earlier.apply(bytes);
        }
        try {
            return reader.read(null, DecoderFactory.get().binaryDecoder(bytes, 1, bytes.length - 1, null));
        } catch (IOException e) {
            throw new UncheckedIOException("State that cannot be read.", e);
        }
    }

    /** Whether these bytes are of this version. */
    public boolean isOwn(byte[] bytes) {
        return bytes[0] == version;
    }

    private static IllegalStateException unknown(byte[] bytes) {
        return new IllegalStateException("State of the unknown version " + bytes[0] + ": written by a later program.");
    }
}
