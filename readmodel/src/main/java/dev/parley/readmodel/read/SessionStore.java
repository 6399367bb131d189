package dev.parley.readmodel.read;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that were given out to users. All calls block and may throw {@link
 * dev.parley.readmodel.StoreUnavailableException}.
 */
public interface SessionStore {
    /**
     * A token that was given out.
     *
     * @param device what it was asked for; null where nothing was said
     * @param tokenEpoch below the user's own it is void
     * @param revokedAt when it was cut; null while it was not
     * @param version grows with each change of a session of the user
     */
    record StoredSession(
            String id,
            @Nullable String device,
            Instant createdAt,
            Instant expiresAt,
            int tokenEpoch,
            @Nullable Instant revokedAt,
            long version) {}

    /** The place of a session in the list: when it began, and its id. */
    record Place(Instant createdAt, String id) {}

    /** Which sessions hold: those of this epoch or a higher one that end after this time. */
    record Terms(int minEpoch, Instant now) {}

    /**
     * Those of a user that hold and were not cut, the newest first.
     *
     * @param before only what follows this place; null = from the first
     */
    List<StoredSession> page(String tenant, String user, Terms terms, @Nullable Place before, int limit);

    /** A session, whether it holds or not. */
    Optional<StoredSession> find(String tenant, String user, String id);
}
