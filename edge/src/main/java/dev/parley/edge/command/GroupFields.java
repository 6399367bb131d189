package dev.parley.edge.command;

import dev.parley.edge.api.Fields;
import dev.parley.edge.api.WebAddress;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.errors.ErrorCode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Fields that commands on groups share: the same limits for all of them. */
final class GroupFields {
    static final int MAX_NAME_BYTES = 256;
    private static final int MAX_DESCRIPTION_BYTES = 2_048;

    private GroupFields() {}

    static String name(Fields fields) {
        return fields.requiredText("name", MAX_NAME_BYTES);
    }

    static @Nullable String description(Fields fields) {
        return fields.text("description", MAX_DESCRIPTION_BYTES);
    }

    static @Nullable String icon(Fields fields) {
        return WebAddress.read(fields, "icon");
    }

    static GroupAccess access(Fields fields) {
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

    /** The password that access {@code password} needs, and that no other may have. */
    static @Nullable String password(Fields fields, @Nullable GroupAccess access) {
        var password = fields.text("password", GroupPassword.MAX_BYTES);
        if (access != GroupAccess.PASSWORD && password != null) {
            fields.fault("password", ErrorCode.FIELD_INVALID, "Send password together with access password only.");
        }
        if (access == GroupAccess.PASSWORD && (password == null || password.isEmpty())) {
            fields.fault("password", ErrorCode.FIELD_MISSING, "password is required for access password.");
        }
        return password;
    }

    /** The lowest role whose {@code @all} mentions every member; null where absent, which stands for every member's. */
    static @Nullable MemberRole mentionAllFrom(Fields fields) {
        var role = fields.text("mentionAllFrom", Integer.MAX_VALUE);
        return switch (role) {
            case null -> null;
            case "owner", "admin", "moderator", "participant" -> MemberRole.valueOf(role.toUpperCase(Locale.ROOT));
            default -> {
                fields.fault(
                        "mentionAllFrom",
                        ErrorCode.FIELD_INVALID,
                        "mentionAllFrom must be owner, admin, moderator or participant.");
                yield null;
            }
        };
    }

    /** A role that can be given; the default where absent. Ownership is transferred instead. */
    static MemberRole role(Fields fields, String byDefault) {
        var role = fields.text("role", Integer.MAX_VALUE);
        return switch (role == null ? byDefault : role) {
            case "admin", "moderator", "participant" ->
                MemberRole.valueOf((role == null ? byDefault : role).toUpperCase(Locale.ROOT));
            default -> {
                fields.fault("role", ErrorCode.FIELD_INVALID, "role must be admin, moderator or participant.");
                yield MemberRole.PARTICIPANT;
            }
        };
    }
}
