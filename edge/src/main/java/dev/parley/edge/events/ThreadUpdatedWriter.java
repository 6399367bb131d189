package dev.parley.edge.events;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.edge.api.Timestamps;
import dev.parley.schemas.Event;
import dev.parley.schemas.ThreadUpdated;
import java.io.IOException;

record ThreadUpdatedWriter() implements EventWriter<ThreadUpdated> {
    @Override
    public Class<ThreadUpdated> kind() {
        return ThreadUpdated.class;
    }

    @Override
    public String name() {
        return "thread.updated";
    }

    @Override
    public void writeData(JsonGenerator json, Event event, ThreadUpdated thread) throws IOException {
        json.writeStringField("messageId", thread.getMessageId());
        json.writeNumberField("messageSeq", thread.getMessageSeq());
        json.writeStringField("sender", thread.getAuthor());
        json.writeNumberField("replies", thread.getReplies());
        json.writeStringField("lastReplyAt", Timestamps.text(thread.getLastReplyAt()));
        json.writeNumberField("lastReplySeq", thread.getLastReplySeq());
    }
}
