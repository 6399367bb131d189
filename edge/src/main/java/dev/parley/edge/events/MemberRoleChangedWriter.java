package dev.parley.edge.events;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.edge.api.JsonText;
import dev.parley.schemas.Event;
import dev.parley.schemas.MemberRoleChanged;
import java.io.IOException;
import java.util.Locale;

record MemberRoleChangedWriter() implements EventWriter<MemberRoleChanged> {
    @Override
    public Class<MemberRoleChanged> kind() {
        return MemberRoleChanged.class;
    }

    @Override
    public String name() {
        return "member.role-changed";
    }

    @Override
    public void writeData(JsonGenerator json, Event event, MemberRoleChanged changed) throws IOException {
        json.writeStringField("user", changed.getUser());
        json.writeStringField("role", changed.getRole().name().toLowerCase(Locale.ROOT));
        JsonText.text(json, "by", event.getActor());
    }
}
