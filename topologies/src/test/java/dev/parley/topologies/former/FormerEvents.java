package dev.parley.topologies.former;

import dev.parley.schemas.Event;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Topics;
import dev.parley.topologies.memory.ActionIdentity;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.apache.avro.Schema;

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
        var body = FormerSchema.converted(event, schema);
        System.arraycopy(ActionIdentity.digest(body), 0, body, 0, ID_BYTES);
        return ByteBuffer.allocate(AvroWriter.HEADER_BYTES + body.length)
                .put((byte) 0)
                .putInt(schemaId)
                .put(body)
                .array();
    }
}
