package dev.parley.edge.command;

import dev.parley.edge.api.Fields;
import dev.parley.edge.api.Ids;
import dev.parley.edge.api.Parsed;
import dev.parley.edge.api.Timestamps;
import dev.parley.schemas.CreateInvite;

/** {@code invite.create}: {@code {group, uses?, expiresAt?}}. Whether the time lies ahead is decided by the conversation. */
record CreateInviteRequest(String group, CreateInvite body) implements CommandRequest {
    private static final int MAX_USES = 100_000;
    private static final int ANY_NUMBER = 0;

    static Parsed<CreateInviteRequest> parse(Fields fields) {
        var group = fields.requiredId("group");
        var uses = (int) fields.integer("uses", ANY_NUMBER, 1, MAX_USES);
        var body = new CreateInvite(uses == ANY_NUMBER ? null : uses, Timestamps.read(fields, "expiresAt"));
        return fields.result(() -> new CreateInviteRequest(group, body));
    }

    @Override
    public Drafted draft(CommandContext context) {
        return new Drafted.Ready(context.draft(Ids.group(group), body));
    }
}
