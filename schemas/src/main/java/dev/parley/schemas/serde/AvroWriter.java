package dev.parley.schemas.serde;

import dev.parley.schemas.registry.SchemaRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Writes records of one kind as magic byte, schema id, Avro. Safe for many threads; the id is asked for once, at first use. */
public final class AvroWriter<T extends SpecificRecord> {
    static final byte MAGIC = 0;
    /** Bytes before the encoded record. */
    public static final int HEADER_BYTES = 5;

    private static final int INITIAL_BYTES = 512;

    private final SchemaRegistry registry;
    private final String subject;
    private final Schema schema;
    private final SpecificDatumWriter<T> writer;
    private volatile int schemaId;

    /** @param topic the topic that the records go to; names the subject */
    public AvroWriter(SchemaRegistry registry, String topic, Schema schema) {
        this.registry = registry;
        this.subject = topic + "-value";
        this.schema = schema;
        this.writer = new SpecificDatumWriter<>(schema, SpecificDataModels.create());
    }

    /** The record's bytes, header included. */
    public byte[] write(T record) {
        // Plain garbage: most writers run on virtual threads, where a thread-local would be made anew each time.
        var bytes = new ByteArrayOutputStream(INITIAL_BYTES);
        bytes.writeBytes(header());
        try {
            var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            writer.write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("A byte array refused bytes.", e);
        }
        return bytes.toByteArray();
    }

    private byte[] header() {
        if (schemaId == 0) {
            schemaId = registry.register(subject, schema);
        }
        return ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).putInt(schemaId).array();
    }
}
