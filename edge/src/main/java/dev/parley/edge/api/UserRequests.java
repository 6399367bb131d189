package dev.parley.edge.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.schemas.CreateUser;
import dev.parley.schemas.UpdateUser;
import dev.parley.schemas.errors.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What may be asked of users, from bodies; unknown fields are refused. */
public final class UserRequests {
    private static final int MAX_NAME_BYTES = 256;
    private static final List<String> FIELDS = List.of("name", "avatarUrl", "role", "tags", "metadata");
    private static final String DEFAULT_ROLE = "default";
    private static final Predicate<String> ROLE =
            Pattern.compile("[a-zA-Z0-9._-]{1,64}").asMatchPredicate();
    private static final String ROLE_FORM = "1 to 64 of a-z, A-Z, 0-9, dot, dash and underscore.";
    private static final long MAX_TTL_SECONDS = Duration.ofDays(365).toSeconds();
    private static final long DEFAULT_TTL_SECONDS = Duration.ofHours(24).toSeconds();
    private static final int MAX_DEVICE_BYTES = 128;
    private static final String EVERYBODY = "@all";

    private UserRequests() {}

    /** A new user and its id. */
    public record NewUser(String id, CreateUser body) {}

    /** A token for a user's device. */
    public record NewToken(@Nullable String device, Duration ttl) {}

    /** {@code {id, name, avatarUrl, role, tags[], metadata}}. */
    public static Parsed<NewUser> create(JsonNode body) {
        var fields = new Fields(body);
        var id = fields.requiredId("id");
        if (id.equals(EVERYBODY)) {
            fields.fault("id", ErrorCode.FIELD_INVALID, EVERYBODY + " mentions every member; choose another id.");
        }
        var name = fields.requiredText("name", MAX_NAME_BYTES);
        var avatarUrl = WebAddress.read(fields, "avatarUrl");
        var role = fields.text("role", ROLE, ROLE_FORM);
        var tags = Labels.read(fields);
        var metadata = fields.object("metadata", Fields.MAX_OBJECT_BYTES);
        fields.refuseUnknown();
        return fields.result(() ->
                new NewUser(id, new CreateUser(name, avatarUrl, role == null ? DEFAULT_ROLE : role, tags, metadata)));
    }

    /** Any of {@code {name, avatarUrl, role, tags[], metadata}}, one at least; null clears what may be absent. */
    public static Parsed<UpdateUser> patch(JsonNode body) {
        var fields = new Fields(body);
        var named = FIELDS.stream().filter(fields::has).toList();
        if (named.isEmpty()) {
            fields.fault(FIELDS.getFirst(), ErrorCode.FIELD_MISSING, "Send at least one field to change.");
        }
        var name = named.contains("name") ? fields.requiredText("name", MAX_NAME_BYTES) : null;
        var avatarUrl = WebAddress.read(fields, "avatarUrl");
        var role = fields.text("role", ROLE, ROLE_FORM);
        var tags = Labels.read(fields);
        var metadata = fields.object("metadata", Fields.MAX_OBJECT_BYTES);
        fields.refuseUnknown();
        var roleOrDefault = role == null && named.contains("role") ? DEFAULT_ROLE : role;
        return fields.result(() -> new UpdateUser(named, name, avatarUrl, roleOrDefault, tags, metadata));
    }

    /** {@code {device?, ttlSeconds?}}; a day where nothing is said, a year at most. */
    public static Parsed<NewToken> token(JsonNode body) {
        var fields = new Fields(body);
        var device = fields.text("device", MAX_DEVICE_BYTES);
        var ttl = fields.integer("ttlSeconds", DEFAULT_TTL_SECONDS, 1, MAX_TTL_SECONDS);
        fields.refuseUnknown();
        return fields.result(() -> new NewToken(device, Duration.ofSeconds(ttl)));
    }
}
