package dev.parley.edge.command;

import dev.parley.edge.api.Fields;
import dev.parley.edge.api.Labels;
import dev.parley.edge.api.Parsed;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.UpdateGroup;
import dev.parley.schemas.errors.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code group.update}: {@code {group, name?, access?, password?, description?, icon?, tags?, metadata?, slowModeSeconds?,
 * mentionAllFrom?, version?}}. A field that is not sent stays as it is; null clears {@code description}, {@code icon}, {@code
 * metadata}, {@code slowModeSeconds} and {@code mentionAllFrom}, an empty list {@code tags}. A new password comes with access {@code password}, also where that is the access already.
 *
 * @param update all but the key of the password
 */
record UpdateGroupRequest(
        String group, UpdateGroup update, @Nullable GroupPassword password) implements CommandRequest {
    private static final int MAX_SLOW_MODE_SECONDS = 86_400;
    private static final List<String> CHANGEABLE =
            List.of("name", "access", "description", "icon", "tags", "metadata", "slowModeSeconds", "mentionAllFrom");

    static Parsed<UpdateGroupRequest> parse(Fields fields) {
        var group = fields.requiredId("group");
        var changed = CHANGEABLE.stream().filter(fields::has).toList();
        var access = changed.contains("access") ? GroupFields.access(fields) : null;
        var password = GroupFields.password(fields, access);
        if (changed.isEmpty()) {
            fields.fault(
                    "name", ErrorCode.FIELD_MISSING, "Send at least one of " + String.join(", ", CHANGEABLE) + ".");
        }
        var update = update(fields, changed, access);
        return fields.result(
                () -> new UpdateGroupRequest(group, update, password == null ? null : new GroupPassword(password)));
    }

    private static UpdateGroup update(Fields fields, List<String> changed, @Nullable GroupAccess access) {
        return UpdateGroup.newBuilder()
                .setFields(changed)
                .setName(changed.contains("name") ? GroupFields.name(fields) : null)
                .setAccess(access)
                .setDescription(GroupFields.description(fields))
                .setIcon(GroupFields.icon(fields))
                .setTags(Labels.read(fields))
                .setMetadata(fields.object("metadata", Fields.MAX_OBJECT_BYTES))
                .setSlowModeSeconds((int) fields.integer("slowModeSeconds", 0, 0, MAX_SLOW_MODE_SECONDS))
                .setMentionAllFrom(GroupFields.mentionAllFrom(fields))
                .setVersion(version(fields))
                .build();
    }

    @Override
    public Drafted draft(CommandContext context) {
        return GroupPassword.draft(
                context,
                group,
                password,
                key -> UpdateGroup.newBuilder(update).setPasswordKey(key).build());
    }

    /** The version that the client saw. */
    private static @Nullable Long version(Fields fields) {
        return fields.has("version") ? (Long) fields.integer("version", 0, 1, Long.MAX_VALUE) : null;
    }
}
