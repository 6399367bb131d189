package dev.parley.edge.command;

import dev.parley.edge.api.Fields;
import dev.parley.edge.api.Ids;
import dev.parley.edge.api.Parsed;
import dev.parley.schemas.DeleteGroup;

/** {@code group.delete}: {@code {group}}. */
record DeleteGroupRequest(String group) implements CommandRequest {
    static Parsed<DeleteGroupRequest> parse(Fields fields) {
        var group = fields.requiredId("group");
        return fields.result(() -> new DeleteGroupRequest(group));
    }

    @Override
    public Drafted draft(CommandContext context) {
        return new Drafted.Ready(context.draft(Ids.group(group), new DeleteGroup()));
    }
}
