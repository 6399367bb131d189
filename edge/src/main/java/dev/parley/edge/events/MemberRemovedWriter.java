package dev.parley.edge.events;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.edge.api.JsonText;
import dev.parley.schemas.Event;
import dev.parley.schemas.MemberRemoved;
import java.io.IOException;

record MemberRemovedWriter() implements EventWriter<MemberRemoved> {
    @Override
    public Class<MemberRemoved> kind() {
        return MemberRemoved.class;
    }

    @Override
    public String name() {
        return "member.removed";
    }

    @Override
    public void writeData(JsonGenerator json, Event event, MemberRemoved removed) throws IOException {
        json.writeStringField("user", removed.getUser());
        JsonText.text(json, "by", event.getActor());
        json.writeNumberField("memberCount", removed.getMemberCount());
    }
}
