package dev.parley.edge.command;

import dev.parley.edge.api.Fields;
import dev.parley.edge.api.Labels;
import dev.parley.edge.api.Parsed;
import dev.parley.schemas.CreateGroup;
import org.jspecify.annotations.Nullable;

/**
 * {@code group.create}: {@code {id, name, access, password?, description?, icon?, tags[]?, metadata?, mentionAllFrom?}}; the actor owns the group.
 *
 * @param group all but the key of its password
 */
record CreateGroupRequest(
        String id, CreateGroup group, @Nullable GroupPassword password) implements CommandRequest {
    static Parsed<CreateGroupRequest> parse(Fields fields) {
        var id = fields.requiredId("id");
        var group = CreateGroup.newBuilder().setName(GroupFields.name(fields));
        var access = GroupFields.access(fields);
        var password = GroupFields.password(fields, access);
        group.setAccess(access)
                .setDescription(GroupFields.description(fields))
                .setIcon(GroupFields.icon(fields))
                .setTags(Labels.read(fields))
                .setMetadata(fields.object("metadata", Fields.MAX_OBJECT_BYTES))
                .setMentionAllFrom(GroupFields.mentionAllFrom(fields));
        return fields.result(
                () -> new CreateGroupRequest(id, group.build(), password == null ? null : new GroupPassword(password)));
    }

    @Override
    public Drafted draft(CommandContext context) {
        return GroupPassword.draft(
                context,
                id,
                password,
                key -> CreateGroup.newBuilder(group).setPasswordKey(key).build());
    }
}
