package dev.parley.edge.events;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.edge.api.JsonText;
import dev.parley.schemas.Event;
import dev.parley.schemas.MemberJoined;
import java.io.IOException;
import java.util.Locale;

record MemberJoinedWriter() implements EventWriter<MemberJoined> {
    @Override
    public Class<MemberJoined> kind() {
        return MemberJoined.class;
    }

    @Override
    public String name() {
        return "member.joined";
    }

    @Override
    public void writeData(JsonGenerator json, Event event, MemberJoined joined) throws IOException {
        json.writeStringField("user", joined.getUser());
        json.writeStringField("role", joined.getRole().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("memberCount", joined.getMemberCount());
        JsonText.text(json, "inviteId", joined.getInviteId());
        JsonText.number(json, "inviteUsesLeft", joined.getInviteUsesLeft());
    }
}
