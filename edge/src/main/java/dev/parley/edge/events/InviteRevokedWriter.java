package dev.parley.edge.events;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.schemas.Event;
import dev.parley.schemas.InviteRevoked;
import java.io.IOException;

record InviteRevokedWriter() implements EventWriter<InviteRevoked> {
    @Override
    public Class<InviteRevoked> kind() {
        return InviteRevoked.class;
    }

    @Override
    public String name() {
        return "group.invite-revoked";
    }

    @Override
    public void writeData(JsonGenerator json, Event event, InviteRevoked revoked) throws IOException {
        json.writeStringField("inviteId", revoked.getInviteId());
    }
}
