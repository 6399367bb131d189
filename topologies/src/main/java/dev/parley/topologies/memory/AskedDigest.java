package dev.parley.topologies.memory;

import dev.parley.schemas.serde.SpecificDataModels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;

/** Sixteen bytes that stand for what a client asked, and for nothing that the edge stamped. One thread. */
public final class AskedDigest {
    private static final int INITIAL_BYTES = 256;

    private final SpecificDatumWriter<Object> writer;

    /** @param body the schema of the action's body, a union */
    public AskedDigest(Schema body) {
        this.writer = new SpecificDatumWriter<>(body, SpecificDataModels.create());
    }

    public byte[] of(Object body) {
        var bytes = new ByteArrayOutputStream(INITIAL_BYTES);
        try {
            var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            writer.write(body, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("A byte array refused bytes.", e);
        }
        return ActionIdentity.digest(bytes.toByteArray());
    }
}
