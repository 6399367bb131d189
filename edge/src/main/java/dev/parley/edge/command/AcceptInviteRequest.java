package dev.parley.edge.command;

import dev.parley.edge.api.Fields;
import dev.parley.edge.api.Ids;
import dev.parley.edge.api.Parsed;
import dev.parley.edge.api.Problem;
import dev.parley.edge.identity.InviteCodes;
import dev.parley.schemas.AcceptInvite;
import dev.parley.schemas.errors.ErrorCode;

/** {@code invite.accept}: {@code {code}}. An invalid code is refused without a write. */
record AcceptInviteRequest(String code, InviteCodes codes) implements CommandRequest {
    static Parsed<AcceptInviteRequest> parse(Fields fields, InviteCodes codes) {
        var code = fields.requiredText("code", Integer.MAX_VALUE);
        return fields.result(() -> new AcceptInviteRequest(code, codes));
    }

    @Override
    public Drafted draft(CommandContext context) {
        return codes.read(context.tenant(), code)
                .<Drafted>map(invite ->
                        new Drafted.Ready(context.draft(Ids.group(invite.group()), new AcceptInvite(invite.id()))))
                .orElseGet(() -> new Drafted.RefusedAtEdge(Problem.of(ErrorCode.INVITE_NOT_FOUND)));
    }

    /** The code is a secret. */
    @Override
    public String toString() {
        return "[REDACTED]";
    }
}
