package dev.parley.readmodel.read;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Users as they are now. All calls block and may throw {@link dev.parley.readmodel.StoreUnavailableException}. */
public interface UserStore {
    /** A user; {@code status} in lower case. */
    record StoredUser(
            String id,
            String name,
            @Nullable String avatarUrl,
            String role,
            List<String> tags,
            @Nullable String metadataJson,
            String status,
            long version,
            Instant createdAt,
            Instant updatedAt) {}

    Optional<StoredUser> find(String tenant, String user);

    /** Users with an id above {@code afterId} in byte order; null = from the first. */
    List<StoredUser> page(String tenant, @Nullable String afterId, int limit);
}
