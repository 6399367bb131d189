package dev.parley.edge.api;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.schemas.CreateGroup;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.JoinGroup;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What may be asked of groups, from bodies; unknown fields are refused. Where a password is given it may take a tenth of a
 * second of CPU, and blocks for some seconds at most while others do the same; then it is {@code too-busy}.
 */
public final class GroupRequests {
    static final String ID_FORM = "1 to 128 bytes of NFC UTF-8 without whitespace, control characters, / or :.";

    private static final int MAX_NAME_BYTES = 256;
    private static final int MAX_DESCRIPTION_BYTES = 2_048;
    private static final int MAX_PASSWORD_BYTES = 256;

    private static final Problem TOO_BUSY = new Problem(
            503,
            "too-busy",
            "Too many passwords are being checked; this one was not. Try again.",
            null,
            Duration.ofSeconds(2));

    private GroupRequests() {}

    /** A new group and its id. */
    public record NewGroup(String id, CreateGroup body) {}

    /** {@code {id, name, access, password?, description?, icon?, tags[]?, metadata?}}; the password with that access only. */
    public static Parsed<NewGroup> create(String tenant, JsonNode body) {
        return create(tenant, body, GroupPassword.CORES);
    }

    static Parsed<NewGroup> create(String tenant, JsonNode body, CoreShare cores) {
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
        return withKey(
                fields.result(() -> new Password(tenant, id, password)),
                cores,
                key -> new NewGroup(id, group.setPasswordKey(key).build()));
    }

    /** {@code {password?}}. */
    public static Parsed<JoinGroup> join(String tenant, String group, JsonNode body) {
        return join(tenant, group, body, GroupPassword.CORES);
    }

    static Parsed<JoinGroup> join(String tenant, String group, JsonNode body, CoreShare cores) {
        var fields = new Fields(body);
        var password = fields.text("password", MAX_PASSWORD_BYTES);
        fields.refuseUnknown();
        return withKey(fields.result(() -> new Password(tenant, group, password)), cores, JoinGroup::new);
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

    private static <T> Parsed<T> withKey(
            Parsed<Password> parsed, CoreShare cores, Function<@Nullable ByteBuffer, T> made) {
        return switch (parsed) {
            case Parsed.Invalid<Password>(var problem) -> new Parsed.Invalid<>(problem);
            case Parsed.Valid<Password>(var password) when password.isNone() -> new Parsed.Valid<>(made.apply(null));
            case Parsed.Valid<Password>(var password) ->
                cores.use(password::key)
                        .<Parsed<T>>map(key -> new Parsed.Valid<>(made.apply(key)))
                        .orElseGet(() -> new Parsed.Invalid<>(TOO_BUSY));
        };
    }

    /** A password that was given for a group, or none. */
    private record Password(
            String tenant, String group, @Nullable String text) {
        boolean isNone() {
            return text == null || text.isEmpty();
        }

        ByteBuffer key() {
            return GroupPassword.key(tenant, group, requireNonNull(text));
        }

        @Override
        public String toString() {
            return "[REDACTED]";
        }
    }
}
