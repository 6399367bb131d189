package dev.parley.edge.api;

import dev.parley.schemas.User;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A user as any answer shows it, whether it comes from the log or from the store; {@code status} in lower case. */
public record UserView(
        String id,
        String name,
        @Nullable String avatarUrl,
        String role,
        List<String> tags,
        @Nullable String metadataJson,
        String status,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    public static UserView of(User user) {
        return new UserView(
                user.getId(),
                user.getName(),
                user.getAvatarUrl(),
                user.getRole(),
                user.getTags(),
                user.getMetadata(),
                user.getStatus().name().toLowerCase(Locale.ROOT),
                user.getVersion(),
                user.getCreatedAt(),
                user.getUpdatedAt());
    }

    /** The user object of the API, UTF-8. */
    public byte[] toJson() {
        return JsonText.object(json -> {
            json.writeStringField("id", id);
            json.writeStringField("name", name);
            JsonText.text(json, "avatarUrl", avatarUrl);
            json.writeStringField("role", role);
            JsonText.texts(json, "tags", tags);
            JsonText.raw(json, "metadata", metadataJson);
            json.writeStringField("status", status);
            json.writeNumberField("version", version);
            json.writeStringField("createdAt", Timestamps.text(createdAt));
            json.writeStringField("updatedAt", Timestamps.text(updatedAt));
        });
    }
}
