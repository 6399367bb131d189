package dev.parley.edge.events;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.edge.api.JsonText;
import dev.parley.schemas.Event;
import dev.parley.schemas.GroupCreated;
import java.io.IOException;
import java.util.Locale;

record GroupCreatedWriter() implements EventWriter<GroupCreated> {
    @Override
    public Class<GroupCreated> kind() {
        return GroupCreated.class;
    }

    @Override
    public String name() {
        return "group.created";
    }

    @Override
    public void writeData(JsonGenerator json, Event event, GroupCreated group) throws IOException {
        json.writeObjectFieldStart("group");
        json.writeStringField("id", event.getConversation().substring(2));
        json.writeStringField("name", group.getName());
        json.writeStringField("access", group.getAccess().name().toLowerCase(Locale.ROOT));
        json.writeStringField("owner", group.getOwner());
        JsonText.text(json, "description", group.getDescription());
        JsonText.text(json, "icon", group.getIcon());
        JsonText.texts(json, "tags", group.getTags());
        JsonText.raw(json, "metadata", group.getMetadata());
        json.writeStringField("mentionAllFrom", group.getMentionAllFrom().name().toLowerCase(Locale.ROOT));
        json.writeEndObject();
    }
}
