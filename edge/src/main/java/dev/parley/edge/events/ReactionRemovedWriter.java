package dev.parley.edge.events;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.schemas.Event;
import dev.parley.schemas.ReactionRemoved;
import java.io.IOException;

/** The reacting user, and how many have the reaction now. */
record ReactionRemovedWriter() implements EventWriter<ReactionRemoved> {
    @Override
    public Class<ReactionRemoved> kind() {
        return ReactionRemoved.class;
    }

    @Override
    public String name() {
        return "reaction.removed";
    }

    @Override
    public void writeData(JsonGenerator json, Event event, ReactionRemoved removed) throws IOException {
        json.writeStringField("messageId", removed.getMessageId());
        json.writeNumberField("messageSeq", removed.getMessageSeq());
        json.writeStringField("sender", removed.getAuthor());
        json.writeStringField("emoji", removed.getEmoji());
        json.writeStringField("user", event.getActor());
        json.writeNumberField("count", removed.getCount());
    }
}
