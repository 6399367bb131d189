package dev.parley.edge.events;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.edge.api.JsonText;
import dev.parley.schemas.Event;
import dev.parley.schemas.MemberUnbanned;
import java.io.IOException;

record MemberUnbannedWriter() implements EventWriter<MemberUnbanned> {
    @Override
    public Class<MemberUnbanned> kind() {
        return MemberUnbanned.class;
    }

    @Override
    public String name() {
        return "member.unbanned";
    }

    @Override
    public void writeData(JsonGenerator json, Event event, MemberUnbanned unbanned) throws IOException {
        json.writeStringField("user", unbanned.getUser());
        JsonText.text(json, "by", event.getActor());
    }
}
