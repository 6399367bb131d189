package dev.parley.edge.events;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.schemas.Event;
import dev.parley.schemas.MessageUnpinned;
import java.io.IOException;

record MessageUnpinnedWriter() implements EventWriter<MessageUnpinned> {
    @Override
    public Class<MessageUnpinned> kind() {
        return MessageUnpinned.class;
    }

    @Override
    public String name() {
        return "message.unpinned";
    }

    @Override
    public void writeData(JsonGenerator json, Event event, MessageUnpinned unpinned) throws IOException {
        json.writeStringField("messageId", unpinned.getMessageId());
        json.writeNumberField("messageSeq", unpinned.getMessageSeq());
        json.writeStringField("sender", unpinned.getAuthor());
        json.writeStringField("by", event.getActor());
    }
}
