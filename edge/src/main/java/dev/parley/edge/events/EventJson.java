package dev.parley.edge.events;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.edge.api.JsonText;
import dev.parley.edge.api.Timestamps;
import dev.parley.schemas.Event;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;

/** Events as clients see them; everyone gets the same bytes. A kind that only a newer version knows is an envelope without data. */
public final class EventJson {
    /** The name of a kind that this version does not know. */
    static final String UNKNOWN = "unknown";

    private EventJson() {}

    /** The names of all kinds of events. */
    public static Set<String> kinds() {
        return EventWriters.ALL.stream().map(EventWriter::name).collect(Collectors.toUnmodifiableSet());
    }

    /** As in lists: {@code {"conversation":…,"seq":…,…,"data":{…}}}. */
    public static byte[] of(Event event) {
        return JsonText.object(json -> write(json, event));
    }

    /** As in a frame: {@code "type":"event"} first. */
    public static byte[] frame(Event event) {
        return JsonText.object(json -> {
            json.writeStringField("type", "event");
            write(json, event);
        });
    }

    private static void write(JsonGenerator json, Event event) throws IOException {
        var writer = EventWriters.of(event);
        json.writeStringField("conversation", event.getConversation());
        json.writeNumberField("seq", event.getSeq());
        json.writeNumberField("messageNo", event.getMessageNo());
        json.writeStringField(
                "eventId", HexFormat.of().formatHex(event.getEventId().bytes()));
        json.writeStringField("event", writer == null ? UNKNOWN : writer.name());
        JsonText.text(json, "actor", event.getActor());
        json.writeStringField("at", Timestamps.text(event.getAt()));
        JsonText.text(json, "clientMsgId", event.getActionId());
        json.writeObjectFieldStart("data");
        if (writer != null) {
            EventWriters.writeData(writer, json, event);
        }
        json.writeEndObject();
    }
}
