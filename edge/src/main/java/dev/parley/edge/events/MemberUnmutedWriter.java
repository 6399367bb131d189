package dev.parley.edge.events;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.edge.api.JsonText;
import dev.parley.schemas.Event;
import dev.parley.schemas.MemberUnmuted;
import java.io.IOException;

record MemberUnmutedWriter() implements EventWriter<MemberUnmuted> {
    @Override
    public Class<MemberUnmuted> kind() {
        return MemberUnmuted.class;
    }

    @Override
    public String name() {
        return "member.unmuted";
    }

    @Override
    public void writeData(JsonGenerator json, Event event, MemberUnmuted unmuted) throws IOException {
        json.writeStringField("user", unmuted.getUser());
        JsonText.text(json, "by", event.getActor());
    }
}
