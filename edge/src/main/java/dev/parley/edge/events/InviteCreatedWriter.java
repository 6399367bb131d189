package dev.parley.edge.events;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.edge.api.JsonText;
import dev.parley.edge.api.Timestamps;
import dev.parley.schemas.Event;
import dev.parley.schemas.InviteCreated;
import java.io.IOException;

record InviteCreatedWriter() implements EventWriter<InviteCreated> {
    @Override
    public Class<InviteCreated> kind() {
        return InviteCreated.class;
    }

    @Override
    public String name() {
        return "group.invite-created";
    }

    @Override
    public void writeData(JsonGenerator json, Event event, InviteCreated created) throws IOException {
        json.writeStringField("inviteId", created.getInviteId());
        JsonText.number(json, "uses", created.getUses());
        Timestamps.write(json, "expiresAt", created.getExpiresAt());
    }
}
