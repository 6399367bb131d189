package dev.parley.readmodel.read;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What users are to each other: blocks and friendships. All calls block and may throw
 * {@link dev.parley.readmodel.StoreUnavailableException}.
 */
public interface RelationStore {
    /**
     * A relation as one of the two sees it.
     *
     * @param other the other user
     * @param isBlocked whether the user blocks the other
     * @param blockedAt when that was last changed; null = never
     * @param friendship {@code none}, {@code requested} (the user asks), {@code incoming} (the other asks), {@code friends}
     * @param friendshipAt when that was last changed; null = never
     */
    record StoredRelation(
            String other,
            boolean isBlocked,
            @Nullable Instant blockedAt,
            String friendship,
            @Nullable Instant friendshipAt) {}

    /** Empty where there never was one. */
    Optional<StoredRelation> find(String tenant, String user, String other);

    /** Whom a user blocks: others with an id above {@code afterOther} in byte order; null = from the first. */
    List<StoredRelation> blocks(String tenant, String user, @Nullable String afterOther, int limit);

    /** With whom a user has that friendship: others with an id above {@code afterOther} in byte order; null = from the first. */
    List<StoredRelation> friends(String tenant, String user, String friendship, @Nullable String afterOther, int limit);
}
