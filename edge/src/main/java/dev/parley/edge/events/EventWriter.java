package dev.parley.edge.events;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.schemas.Event;
import java.io.IOException;
import org.apache.avro.specific.SpecificRecord;

/** Name and JSON of one kind of event. */
interface EventWriter<B extends SpecificRecord> {
    /** The branch of the event's body. */
    Class<B> kind();

    /** For example {@code message.created}. */
    String name();

    /** The fields of {@code data}. */
    void writeData(JsonGenerator json, Event event, B body) throws IOException;
}
