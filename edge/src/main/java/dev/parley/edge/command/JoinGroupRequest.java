package dev.parley.edge.command;

import dev.parley.edge.api.Fields;
import dev.parley.edge.api.Parsed;
import dev.parley.schemas.JoinGroup;
import org.jspecify.annotations.Nullable;

/** {@code group.join}: {@code {group, password?}}. */
record JoinGroupRequest(String group, @Nullable GroupPassword password) implements CommandRequest {
    static Parsed<JoinGroupRequest> parse(Fields fields) {
        var group = fields.requiredId("group");
        var password = fields.text("password", GroupPassword.MAX_BYTES);
        return fields.result(() -> new JoinGroupRequest(group, password == null ? null : new GroupPassword(password)));
    }

    @Override
    public Drafted draft(CommandContext context) {
        return GroupPassword.draft(context, group, password, JoinGroup::new);
    }
}
