package dev.parley.readmodel.read;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Invites of groups. All calls block and may throw {@link dev.parley.readmodel.StoreUnavailableException}. */
public interface InviteStore {
    /**
     * An invite.
     *
     * @param uses uses as it was created; null = unlimited
     * @param usesLeft remaining uses; null = unlimited
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

    /** Invites, including revoked, expired and used-up ones, newest first; only those created before {@code beforeId} (null = all). */
    List<StoredInvite> page(String tenant, String group, @Nullable String beforeId, int limit);
}
