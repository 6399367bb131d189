package dev.parley.ingress.invites;

import dev.parley.edge.api.JsonText;
import dev.parley.edge.api.Timestamps;
import dev.parley.edge.identity.InviteCodes;
import dev.parley.ingress.commands.ConversationWrites.Written;
import dev.parley.ingress.http.Reply;
import dev.parley.schemas.InviteCreated;
import dev.parley.schemas.RevokeInvite;

/** How commands on invites are answered. */
public record InviteReplies(InviteCodes codes) {
    private static final int GROUP_PREFIX = "g:".length();

    /** 201 with the invite and its code, which no other answer shows. */
    public Reply created(Written written) {
        var event = written.event();
        var invite = (InviteCreated) event.getBody();
        var group = event.getConversation().substring(GROUP_PREFIX);
        var code = codes.codeOf(event.getTenant(), group, invite.getInviteId());
        var body = JsonText.object(json -> {
            json.writeStringField("id", invite.getInviteId());
            json.writeStringField("code", code);
            json.writeStringField("url", "/v1/invites/" + code + "/accept");
            JsonText.number(json, "uses", invite.getUses());
            Timestamps.write(json, "expiresAt", invite.getExpiresAt());
            JsonText.text(json, "createdBy", event.getActor());
            json.writeStringField("createdAt", Timestamps.text(event.getAt()));
            json.writeStringField("conversation", event.getConversation());
            json.writeNumberField("seq", event.getSeq());
        });
        return Reply.json(201, body);
    }

    public static Reply revoked(Written written) {
        var body = JsonText.object(json -> {
            json.writeStringField("conversation", written.draft().conversation());
            json.writeNumberField("seq", written.lastSeq());
            json.writeStringField("id", ((RevokeInvite) written.draft().body()).getInviteId());
        });
        return Reply.json(200, body);
    }
}
