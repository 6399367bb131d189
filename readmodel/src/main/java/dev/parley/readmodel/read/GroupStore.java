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
     * @param role of the user for whom it was read, lower case; null where there is none, or it is no member
     * @param mentionAllFrom the lowest role whose {@code @all} mentions every member, lower case
     * @param headSeq seq of its last event
     * @param version seq of the last event that changed the group itself; who comes and goes does not
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
            @Nullable String role,
            int slowModeSeconds,
            String mentionAllFrom,
            long headSeq,
            long version,
            Instant createdAt) {}

    /** A group that stands; empty where it was deleted. */
    Optional<StoredGroup> find(String tenant, String group);

    /** Groups that stand with an id above {@code afterId} in byte order; null = from the first. Private groups only where {@code member} belongs to them (null = all). */
    List<StoredGroup> page(String tenant, @Nullable String member, @Nullable String afterId, int limit);
}
