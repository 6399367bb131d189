package dev.parley.topologies.former;

import dev.parley.schemas.Event;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Topics;
import dev.parley.topologies.memory.ActionIdentity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * Events as version 1 wrote them: in its schema, which has fewer fields, and with its id, a digest of those bytes. Whatever the
 * present version sets beyond that schema is lost here, and the comparison with it.
 */
final class FormerEvents implements FormerPartition.Encoding {
    private static final int ID_BYTES = 16;

    private final Schema schema;
    private final int schemaId;
    private final AvroReader<Event> reader;

    private FormerEvents(Schema schema, InMemoryRegistry registry) {
        this.schema = schema;
        this.schemaId = registry.register(Topics.EVENTS.name() + "-value", schema);
        this.reader = new AvroReader<>(registry, Event.getClassSchema());
    }

    /** @param schema of version 1 */
    static Function<InMemoryRegistry, FormerPartition.Encoding> in(Schema schema) {
        return registry -> new FormerEvents(schema, registry);
    }

    @Override
    public byte[] of(byte[] present) {
        var event = reader.read(present);
        event.getEventId().bytes(new byte[ID_BYTES]);
        var body = written(event);
        System.arraycopy(ActionIdentity.digest(body), 0, body, 0, ID_BYTES);
        return ByteBuffer.allocate(AvroWriter.HEADER_BYTES + body.length)
                .put((byte) 0)
                .putInt(schemaId)
                .put(body)
                .array();
    }

    private byte[] written(Event event) {
        try {
            return converted(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] converted(Event event) throws IOException {
        var present = new ByteArrayOutputStream();
        var presentEncoder = EncoderFactory.get().directBinaryEncoder(present, null);
        new SpecificDatumWriter<Event>(Event.getClassSchema()).write(event, presentEncoder);
        presentEncoder.flush();
        var decoder = DecoderFactory.get().binaryDecoder(present.toByteArray(), null);
        var record = new GenericDatumReader<>(Event.getClassSchema(), schema).read(null, decoder);
        var former = new ByteArrayOutputStream();
        var formerEncoder = EncoderFactory.get().directBinaryEncoder(former, null);
        new GenericDatumWriter<>(schema).write(record, formerEncoder);
        formerEncoder.flush();
        return former.toByteArray();
    }
}
