package dev.parley.edge.command;

import dev.parley.edge.api.Fields;
import dev.parley.edge.api.Ids;
import dev.parley.edge.api.Parsed;
import dev.parley.schemas.TransferOwnership;

/** {@code group.transfer-ownership}: {@code {group, to}}. */
record TransferOwnershipRequest(String group, String to) implements CommandRequest {
    static Parsed<TransferOwnershipRequest> parse(Fields fields) {
        var group = fields.requiredId("group");
        var to = fields.requiredId("to");
        return fields.result(() -> new TransferOwnershipRequest(group, to));
    }

    @Override
    public Drafted draft(CommandContext context) {
        return new Drafted.Ready(context.draft(Ids.group(group), new TransferOwnership(to)));
    }
}
