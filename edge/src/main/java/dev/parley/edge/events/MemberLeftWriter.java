package dev.parley.edge.events;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.schemas.Event;
import dev.parley.schemas.MemberLeft;
import java.io.IOException;

record MemberLeftWriter() implements EventWriter<MemberLeft> {
    @Override
    public Class<MemberLeft> kind() {
        return MemberLeft.class;
    }

    @Override
    public String name() {
        return "member.left";
    }

    @Override
    public void writeData(JsonGenerator json, Event event, MemberLeft left) throws IOException {
        json.writeStringField("user", left.getUser());
        json.writeNumberField("memberCount", left.getMemberCount());
    }
}
