package dev.parley.edge.events;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.edge.api.JsonText;
import dev.parley.schemas.Event;
import java.io.IOException;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * Blocks and friendships: {@code {user, by}}.
 *
 * @param user the other one, whom the event's actor means
 */
record RelationWriter<B extends SpecificRecord>(Class<B> kind, String name, Function<B, String> user)
        implements EventWriter<B> {
    @Override
    public void writeData(JsonGenerator json, Event event, B body) throws IOException {
        json.writeStringField("user", user.apply(body));
        JsonText.text(json, "by", event.getActor());
    }
}
