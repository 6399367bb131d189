package dev.parley.topologies.fold;

import dev.parley.schemas.Event;
import java.util.Set;
import org.apache.avro.Schema;

/** How events are read without what people wrote: that is most of their bytes, and no fold needs it. */
public final class EventReading {
    /** For a reader of {@link Event}s whose content, action id and client's time are always null. */
    public static final Schema WITHOUT_CONTENT = without(Set.of("content", "actionId", "clientAt"));

    private EventReading() {}

    /** Fields keep their positions, which the generated class goes by. One of a name that no writer has gets its default. */
    private static Schema without(Set<String> unread) {
        var schema = Event.getClassSchema();
        var fields = schema.getFields().stream()
                .map(field -> unread.contains(field.name())
                        ? new Schema.Field("unread_" + field.name(), field.schema(), null, field.defaultVal())
                        : new Schema.Field(field, field.schema()))
                .toList();
        return Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
    }
}
