package dev.parley.edge.events;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.edge.api.MessageJson;
import dev.parley.edge.api.MessageView;
import dev.parley.schemas.Event;
import dev.parley.schemas.MessageCreated;
import java.io.IOException;

record MessageCreatedWriter() implements EventWriter<MessageCreated> {
    @Override
    public Class<MessageCreated> kind() {
        return MessageCreated.class;
    }

    @Override
    public String name() {
        return "message.created";
    }

    @Override
    public void writeData(JsonGenerator json, Event event, MessageCreated message) throws IOException {
        json.writeObjectFieldStart("message");
        json.writeStringField("id", message.getMessageId());
        MessageJson.writeBody(json, MessageView.contentOf(event, message));
        json.writeEndObject();
        MentionsAll.write(json, message.getMentionsAll());
    }
}
