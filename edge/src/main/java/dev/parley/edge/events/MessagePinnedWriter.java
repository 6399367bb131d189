package dev.parley.edge.events;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.schemas.Event;
import dev.parley.schemas.MessagePinned;
import java.io.IOException;

record MessagePinnedWriter() implements EventWriter<MessagePinned> {
    @Override
    public Class<MessagePinned> kind() {
        return MessagePinned.class;
    }

    @Override
    public String name() {
        return "message.pinned";
    }

    @Override
    public void writeData(JsonGenerator json, Event event, MessagePinned pinned) throws IOException {
        json.writeStringField("messageId", pinned.getMessageId());
        json.writeNumberField("messageSeq", pinned.getMessageSeq());
        json.writeStringField("sender", pinned.getAuthor());
        json.writeStringField("by", event.getActor());
    }
}
