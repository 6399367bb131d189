package dev.parley.topologies.former;

import dev.parley.schemas.User;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Topics;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.apache.avro.Schema;

/** Users as version 1 wrote them: without the sessions that were cut. */
final class FormerUsers implements FormerPartition.Encoding {
    private final Schema schema;
    private final int schemaId;
    private final AvroReader<User> reader;

    private FormerUsers(Schema schema, InMemoryRegistry registry) {
        this.schema = schema;
        this.schemaId = registry.register(Topics.USERS.name() + "-value", schema);
        this.reader = new AvroReader<>(registry, User.getClassSchema());
    }

    /** @param schema of version 1 */
    static Function<InMemoryRegistry, FormerPartition.Encoding> in(Schema schema) {
        return registry -> new FormerUsers(schema, registry);
    }

    @Override
    public byte[] of(byte[] present) {
        var body = FormerSchema.converted(reader.read(present), schema);
        return ByteBuffer.allocate(AvroWriter.HEADER_BYTES + body.length)
                .put((byte) 0)
                .putInt(schemaId)
                .put(body)
                .array();
    }
}
