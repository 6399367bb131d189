package dev.parley.bench.sink;

import dev.parley.schemas.Event;
import dev.parley.schemas.registry.HttpSchemaRegistry;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.serde.UnreadableRecordException;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Lets a sink that knows nothing of events write them: a field for each column of the platform's log of events. It reads the
 * whole event, as the platform's own sink does. Runs in a Connect worker.
 */
public final class EventConverter implements Converter {
    /** The registry's address, as the worker's configuration names it. */
    static final String REGISTRY = "registry.url";

    private static final Schema ROW = SchemaBuilder.struct()
            .name("event")
            .field("tenant", Schema.STRING_SCHEMA)
            .field("conversation", Schema.STRING_SCHEMA)
            .field("seq", Schema.INT64_SCHEMA)
            .field("event_id", Schema.BYTES_SCHEMA)
            .field("message_no", Schema.INT64_SCHEMA)
            .field("bytes", Schema.BYTES_SCHEMA)
            .build();

    private @Nullable AvroReader<Event> reader;

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        var registry = Objects.requireNonNull(settings.get(REGISTRY), REGISTRY).toString();
        reader = new AvroReader<>(new HttpSchemaRegistry(URI.create(registry), false), Event.getClassSchema());
    }

    @Override
    public byte[] fromConnectData(String topic, Schema schema, Object value) {
        throw new DataException("Events are only read.");
    }

    @Override
    public SchemaAndValue toConnectData(String topic, byte[] value) {
        try {
            return new SchemaAndValue(
                    ROW, row(Objects.requireNonNull(reader, "not configured").read(value), value));
        } catch (UnreadableRecordException e) {
            throw new DataException("Not an event.", e);
        }
    }

    static Struct row(Event event, byte[] bytes) {
        return new Struct(ROW)
                .put("tenant", event.getTenant())
                .put("conversation", event.getConversation())
                .put("seq", event.getSeq())
                .put("event_id", event.getEventId().bytes())
                .put("message_no", event.getMessageNo())
                .put("bytes", bytes);
    }
}
