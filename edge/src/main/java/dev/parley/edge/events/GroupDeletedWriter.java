package dev.parley.edge.events;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.edge.api.JsonText;
import dev.parley.schemas.Event;
import dev.parley.schemas.GroupDeleted;
import java.io.IOException;

record GroupDeletedWriter() implements EventWriter<GroupDeleted> {
    @Override
    public Class<GroupDeleted> kind() {
        return GroupDeleted.class;
    }

    @Override
    public String name() {
        return "group.deleted";
    }

    @Override
    public void writeData(JsonGenerator json, Event event, GroupDeleted deleted) throws IOException {
        JsonText.text(json, "by", event.getActor());
    }
}
