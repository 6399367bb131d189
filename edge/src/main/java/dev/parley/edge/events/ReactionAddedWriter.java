package dev.parley.edge.events;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.schemas.Event;
import dev.parley.schemas.ReactionAdded;
import java.io.IOException;

/** The reacting user, and how many have the reaction now. */
record ReactionAddedWriter() implements EventWriter<ReactionAdded> {
    @Override
    public Class<ReactionAdded> kind() {
        return ReactionAdded.class;
    }

    @Override
    public String name() {
        return "reaction.added";
    }

    @Override
    public void writeData(JsonGenerator json, Event event, ReactionAdded added) throws IOException {
        json.writeStringField("messageId", added.getMessageId());
        json.writeNumberField("messageSeq", added.getMessageSeq());
        json.writeStringField("sender", added.getAuthor());
        json.writeStringField("emoji", added.getEmoji());
        json.writeStringField("user", event.getActor());
        json.writeNumberField("count", added.getCount());
    }
}
