package dev.parley.edge.command;

import dev.parley.edge.api.Fields;
import dev.parley.edge.api.Ids;
import dev.parley.edge.api.Parsed;
import dev.parley.edge.api.Problem;
import dev.parley.edge.api.Timestamps;
import dev.parley.schemas.BanUser;
import dev.parley.schemas.errors.ErrorCode;

/** {@code group.ban}: {@code {group, user, until?, reason?}}. Whether the time lies ahead is decided by the conversation. */
record BanUserRequest(String group, BanUser body) implements CommandRequest {
    private static final int MAX_REASON_BYTES = 512;

    static Parsed<BanUserRequest> parse(Fields fields) {
        var group = fields.requiredId("group");
        var body = new BanUser(
                fields.requiredId("user"), Timestamps.read(fields, "until"), fields.text("reason", MAX_REASON_BYTES));
        return fields.result(() -> new BanUserRequest(group, body));
    }

    @Override
    public Drafted draft(CommandContext context) {
        if (context.user(body.getUser()).isEmpty()) {
            return context.mayBlock()
                    ? new Drafted.RefusedAtEdge(Problem.of(ErrorCode.USER_NOT_FOUND))
                    : new Drafted.WouldBlock();
        }
        return new Drafted.Ready(context.draft(Ids.group(group), body));
    }
}
