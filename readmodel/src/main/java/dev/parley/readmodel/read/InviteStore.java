package dev.parley.readmodel.read;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Invites of groups. All calls block and may throw {@link dev.parley.readmodel.StoreUnavailableException}. */
public interface InviteStore {
    /**
     * An invite.
     *
     * @param uses how many might come by it at first; null = any number
     * @param usesLeft how many may still come by it; null = any number
     * @param expiresAt null = never
     * @param by null where the platform itself made it
     */
    record StoredInvite(
            String id,
            @Nullable Long uses,
            @Nullable Long usesLeft,
            @Nullable Instant expiresAt,
            boolean isRevoked,
            @Nullable String by,
            Instant at) {}

    /** All invites, those that cannot be used any more included, newest first; only those made before {@code beforeId} (null = all). */
    List<StoredInvite> page(String tenant, String group, @Nullable String beforeId, int limit);
}
