package dev.parley.edge.events;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.edge.api.JsonText;
import dev.parley.edge.api.Timestamps;
import dev.parley.schemas.Event;
import dev.parley.schemas.MemberBanned;
import java.io.IOException;

record MemberBannedWriter() implements EventWriter<MemberBanned> {
    @Override
    public Class<MemberBanned> kind() {
        return MemberBanned.class;
    }

    @Override
    public String name() {
        return "member.banned";
    }

    @Override
    public void writeData(JsonGenerator json, Event event, MemberBanned banned) throws IOException {
        json.writeStringField("user", banned.getUser());
        Timestamps.write(json, "until", banned.getUntil());
        JsonText.text(json, "by", event.getActor());
        JsonText.text(json, "reason", banned.getReason());
        json.writeNumberField("memberCount", banned.getMemberCount());
    }
}
