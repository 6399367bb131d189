package dev.parley.edge.events;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.edge.api.JsonText;
import dev.parley.schemas.Event;
import dev.parley.schemas.MessageDeleted;
import java.io.IOException;

record MessageDeletedWriter() implements EventWriter<MessageDeleted> {
    @Override
    public Class<MessageDeleted> kind() {
        return MessageDeleted.class;
    }

    @Override
    public String name() {
        return "message.deleted";
    }

    @Override
    public void writeData(JsonGenerator json, Event event, MessageDeleted deleted) throws IOException {
        json.writeStringField("messageId", deleted.getMessageId());
        json.writeNumberField("messageSeq", deleted.getMessageSeq());
        json.writeStringField("sender", deleted.getAuthor());
        JsonText.text(json, "parentId", deleted.getParentId());
        JsonText.text(json, "by", event.getActor());
        if (deleted.getExpired()) {
            json.writeBooleanField("expired", true);
        }
        json.writeNumberField("version", event.getSeq());
    }
}
