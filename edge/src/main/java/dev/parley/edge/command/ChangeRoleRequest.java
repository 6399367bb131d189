package dev.parley.edge.command;

import dev.parley.edge.api.Fields;
import dev.parley.edge.api.Ids;
import dev.parley.edge.api.Parsed;
import dev.parley.schemas.ChangeRole;
import dev.parley.schemas.MemberRole;

/** {@code member.change-role}: {@code {group, user, role}}. */
record ChangeRoleRequest(String group, String user, MemberRole role) implements CommandRequest {
    static Parsed<ChangeRoleRequest> parse(Fields fields) {
        var group = fields.requiredId("group");
        var user = fields.requiredId("user");
        fields.requiredText("role", Integer.MAX_VALUE);
        var role = GroupFields.role(fields, "participant");
        return fields.result(() -> new ChangeRoleRequest(group, user, role));
    }

    @Override
    public Drafted draft(CommandContext context) {
        return new Drafted.Ready(context.draft(Ids.group(group), new ChangeRole(user, role)));
    }
}
