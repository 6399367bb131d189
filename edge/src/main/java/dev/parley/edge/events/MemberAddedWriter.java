package dev.parley.edge.events;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.edge.api.JsonText;
import dev.parley.schemas.Event;
import dev.parley.schemas.MemberAdded;
import java.io.IOException;
import java.util.Locale;

record MemberAddedWriter() implements EventWriter<MemberAdded> {
    @Override
    public Class<MemberAdded> kind() {
        return MemberAdded.class;
    }

    @Override
    public String name() {
        return "member.added";
    }

    @Override
    public void writeData(JsonGenerator json, Event event, MemberAdded added) throws IOException {
        json.writeStringField("user", added.getUser());
        json.writeStringField("role", added.getRole().name().toLowerCase(Locale.ROOT));
        JsonText.text(json, "by", event.getActor());
        json.writeNumberField("memberCount", added.getMemberCount());
    }
}
