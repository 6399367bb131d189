package dev.parley.edge.command;

import dev.parley.edge.api.Fields;
import dev.parley.edge.api.Ids;
import dev.parley.edge.api.Parsed;
import dev.parley.schemas.UnbanUser;

/** {@code group.unban}: {@code {group, user}}. */
record UnbanUserRequest(String group, String user) implements CommandRequest {
    static Parsed<UnbanUserRequest> parse(Fields fields) {
        var group = fields.requiredId("group");
        var user = fields.requiredId("user");
        return fields.result(() -> new UnbanUserRequest(group, user));
    }

    @Override
    public Drafted draft(CommandContext context) {
        return new Drafted.Ready(context.draft(Ids.group(group), new UnbanUser(user)));
    }
}
