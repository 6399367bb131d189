package dev.parley.edge.events;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.edge.api.JsonText;
import dev.parley.edge.api.Timestamps;
import dev.parley.schemas.Event;
import dev.parley.schemas.MemberMuted;
import java.io.IOException;

record MemberMutedWriter() implements EventWriter<MemberMuted> {
    @Override
    public Class<MemberMuted> kind() {
        return MemberMuted.class;
    }

    @Override
    public String name() {
        return "member.muted";
    }

    @Override
    public void writeData(JsonGenerator json, Event event, MemberMuted muted) throws IOException {
        json.writeStringField("user", muted.getUser());
        Timestamps.write(json, "until", muted.getUntil());
        JsonText.text(json, "by", event.getActor());
    }
}
