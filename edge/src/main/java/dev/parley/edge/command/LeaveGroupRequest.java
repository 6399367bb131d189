package dev.parley.edge.command;

import dev.parley.edge.api.Fields;
import dev.parley.edge.api.Ids;
import dev.parley.edge.api.Parsed;
import dev.parley.schemas.LeaveGroup;

/** {@code group.leave}: {@code {group}}. */
record LeaveGroupRequest(String group) implements CommandRequest {
    static Parsed<LeaveGroupRequest> parse(Fields fields) {
        var group = fields.requiredId("group");
        return fields.result(() -> new LeaveGroupRequest(group));
    }

    @Override
    public Drafted draft(CommandContext context) {
        return new Drafted.Ready(context.draft(Ids.group(group), new LeaveGroup()));
    }
}
