package dev.parley.edge.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.schemas.CreateGroup;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.JoinGroup;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What may be asked of groups, from bodies; unknown fields are refused. May take a tenth of a second of CPU where a password is given. */
public final class GroupRequests {
    static final String ID_FORM = "1 to 128 bytes of NFC UTF-8 without whitespace, control characters, / or :.";

    private static final int MAX_NAME_BYTES = 256;
    private static final int MAX_DESCRIPTION_BYTES = 2_048;
    private static final int MAX_PASSWORD_BYTES = 256;

    private GroupRequests() {}

    /** A new group and its id. */
    public record NewGroup(String id, CreateGroup body) {}

    /** {@code {id, name, access, password?, description?, icon?, tags[]?, metadata?}}; the password with that access only. */
    public static Parsed<NewGroup> create(String tenant, JsonNode body) {
        var fields = new Fields(body);
        var id = fields.requiredText("id", Integer.MAX_VALUE);
        if (!Ids.isValid(id)) {
            fields.fault("id", "field-invalid", "id must be " + ID_FORM);
        }
        var group = CreateGroup.newBuilder().setName(fields.requiredText("name", MAX_NAME_BYTES));
        var access = access(fields);
        var password = fields.text("password", MAX_PASSWORD_BYTES);
        checkPassword(fields, access, password);
        group.setAccess(access)
                .setDescription(fields.text("description", MAX_DESCRIPTION_BYTES))
                .setIcon(WebAddress.read(fields, "icon"))
                .setTags(Labels.read(fields))
                .setMetadata(fields.object("metadata", SendMessage.MAX_OBJECT_BYTES));
        fields.refuseUnknown();
        return fields.result(() ->
                new NewGroup(id, group.setPasswordKey(key(tenant, id, password)).build()));
    }

    /** {@code {password?}}. */
    public static Parsed<JoinGroup> join(String tenant, String group, JsonNode body) {
        var fields = new Fields(body);
        var password = fields.text("password", MAX_PASSWORD_BYTES);
        fields.refuseUnknown();
        return fields.result(() -> new JoinGroup(key(tenant, group, password)));
    }

    private static GroupAccess access(Fields fields) {
        return switch (fields.requiredText("access", Integer.MAX_VALUE)) {
            case "public" -> GroupAccess.PUBLIC;
            case "private" -> GroupAccess.PRIVATE;
            case "password" -> GroupAccess.PASSWORD;
            default -> {
                fields.fault("access", "field-invalid", "access must be public, private or password.");
                yield GroupAccess.PRIVATE;
            }
        };
    }

    private static void checkPassword(Fields fields, GroupAccess access, @Nullable String password) {
        if (access != GroupAccess.PASSWORD && password != null) {
            fields.fault("password", "field-invalid", "Only a group with access password has one.");
        }
        if (access == GroupAccess.PASSWORD && (password == null || password.isEmpty())) {
            fields.fault("password", "field-missing", "A group with access password needs one.");
        }
    }

    private static @Nullable ByteBuffer key(String tenant, String group, @Nullable String password) {
        return password == null || password.isEmpty() ? null : GroupPassword.key(tenant, group, password);
    }
}
