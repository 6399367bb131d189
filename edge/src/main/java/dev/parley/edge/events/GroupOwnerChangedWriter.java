package dev.parley.edge.events;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.schemas.Event;
import dev.parley.schemas.GroupOwnerChanged;
import java.io.IOException;

record GroupOwnerChangedWriter() implements EventWriter<GroupOwnerChanged> {
    @Override
    public Class<GroupOwnerChanged> kind() {
        return GroupOwnerChanged.class;
    }

    @Override
    public String name() {
        return "group.owner-changed";
    }

    @Override
    public void writeData(JsonGenerator json, Event event, GroupOwnerChanged changed) throws IOException {
        json.writeStringField("owner", changed.getOwner());
        json.writeStringField("formerOwner", changed.getFormerOwner());
        json.writeNumberField("version", event.getSeq());
    }
}
