package dev.parley.edge.command;

import dev.parley.edge.api.Fields;
import dev.parley.edge.api.Ids;
import dev.parley.edge.api.Parsed;
import dev.parley.edge.api.Timestamps;
import dev.parley.schemas.MuteMember;

/** {@code member.mute}: {@code {group, user, until?}}. Whether the time lies ahead is decided by the conversation. */
record MuteMemberRequest(String group, MuteMember body) implements CommandRequest {
    static Parsed<MuteMemberRequest> parse(Fields fields) {
        var group = fields.requiredId("group");
        var body = new MuteMember(fields.requiredId("user"), Timestamps.read(fields, "until"));
        return fields.result(() -> new MuteMemberRequest(group, body));
    }

    @Override
    public Drafted draft(CommandContext context) {
        return new Drafted.Ready(context.draft(Ids.group(group), body));
    }
}
