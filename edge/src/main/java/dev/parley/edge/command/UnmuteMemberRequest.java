package dev.parley.edge.command;

import dev.parley.edge.api.Fields;
import dev.parley.edge.api.Ids;
import dev.parley.edge.api.Parsed;
import dev.parley.schemas.UnmuteMember;

/** {@code member.unmute}: {@code {group, user}}. */
record UnmuteMemberRequest(String group, String user) implements CommandRequest {
    static Parsed<UnmuteMemberRequest> parse(Fields fields) {
        var group = fields.requiredId("group");
        var user = fields.requiredId("user");
        return fields.result(() -> new UnmuteMemberRequest(group, user));
    }

    @Override
    public Drafted draft(CommandContext context) {
        return new Drafted.Ready(context.draft(Ids.group(group), new UnmuteMember(user)));
    }
}
