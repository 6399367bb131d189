package dev.parley.readmodel.read;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Groups as they are now. All calls block and may throw {@link dev.parley.readmodel.StoreUnavailableException}. */
public interface GroupStore {
    /**
     * A group.
     *
     * @param access lower case
     * @param headSeq seq of its last event
     * @param version seq of the last event that changed a field other than {@code headSeq}
     */
    record StoredGroup(
            String id,
            String name,
            String access,
            @Nullable String description,
            @Nullable String icon,
            List<String> tags,
            @Nullable String metadataJson,
            String owner,
            long memberCount,
            long headSeq,
            long version,
            Instant createdAt) {}

    Optional<StoredGroup> find(String tenant, String group);

    /** Groups with an id above {@code afterId} in byte order; null = from the first. Private groups only where {@code member} belongs to them (null = all). */
    List<StoredGroup> page(String tenant, @Nullable String member, @Nullable String afterId, int limit);
}
