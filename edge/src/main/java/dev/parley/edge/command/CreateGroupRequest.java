package dev.parley.edge.command;

import dev.parley.edge.api.Fields;
import dev.parley.edge.api.Labels;
import dev.parley.edge.api.Parsed;
import dev.parley.edge.api.WebAddress;
import dev.parley.schemas.CreateGroup;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.errors.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * {@code group.create}: {@code {id, name, access, password?, description?, icon?, tags[]?, metadata?}}; the actor owns the group.
 *
 * @param group all but the key of its password
 */
record CreateGroupRequest(
        String id, CreateGroup group, @Nullable GroupPassword password) implements CommandRequest {
    private static final int MAX_NAME_BYTES = 256;
    private static final int MAX_DESCRIPTION_BYTES = 2_048;

    static Parsed<CreateGroupRequest> parse(Fields fields) {
        var id = fields.requiredId("id");
        var group = CreateGroup.newBuilder().setName(fields.requiredText("name", MAX_NAME_BYTES));
        var access = access(fields);
        var password = fields.text("password", GroupPassword.MAX_BYTES);
        checkPassword(fields, access, password);
        group.setAccess(access)
                .setDescription(fields.text("description", MAX_DESCRIPTION_BYTES))
                .setIcon(WebAddress.read(fields, "icon"))
                .setTags(Labels.read(fields))
                .setMetadata(fields.object("metadata", Fields.MAX_OBJECT_BYTES));
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

    private static GroupAccess access(Fields fields) {
        return switch (fields.requiredText("access", Integer.MAX_VALUE)) {
            case "public" -> GroupAccess.PUBLIC;
            case "private" -> GroupAccess.PRIVATE;
            case "password" -> GroupAccess.PASSWORD;
            default -> {
                fields.fault("access", ErrorCode.FIELD_INVALID, "access must be public, private or password.");
                yield GroupAccess.PRIVATE;
            }
        };
    }

    private static void checkPassword(Fields fields, GroupAccess access, @Nullable String password) {
        if (access != GroupAccess.PASSWORD && password != null) {
            fields.fault("password", ErrorCode.FIELD_INVALID, "password is only for groups with access password.");
        }
        if (access == GroupAccess.PASSWORD && (password == null || password.isEmpty())) {
            fields.fault("password", ErrorCode.FIELD_MISSING, "password is required for access password.");
        }
    }
}
