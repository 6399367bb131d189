package dev.parley.edge.command;

import dev.parley.edge.api.Fields;
import dev.parley.edge.api.Ids;
import dev.parley.edge.api.Parsed;
import dev.parley.edge.api.Problem;
import dev.parley.edge.api.UuidV7;
import dev.parley.schemas.RevokeInvite;
import dev.parley.schemas.errors.ErrorCode;

/** {@code invite.revoke}: {@code {group, inviteId}}. */
record RevokeInviteRequest(String group, String inviteId) implements CommandRequest {
    static Parsed<RevokeInviteRequest> parse(Fields fields) {
        var group = fields.requiredId("group");
        var inviteId = UuidV7.normalized(fields.requiredText("inviteId", Integer.MAX_VALUE));
        return fields.result(() -> new RevokeInviteRequest(group, inviteId));
    }

    @Override
    public Drafted draft(CommandContext context) {
        return UuidV7.isUuid(inviteId)
                ? new Drafted.Ready(context.draft(Ids.group(group), new RevokeInvite(inviteId)))
                : new Drafted.RefusedAtEdge(Problem.of(ErrorCode.INVITE_NOT_FOUND));
    }
}
