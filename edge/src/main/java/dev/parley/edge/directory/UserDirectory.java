package dev.parley.edge.directory;

import dev.parley.schemas.User;
import dev.parley.schemas.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Every user of every tenant, as far as the edge must know them to let an action pass: at most 100 bytes each, and 40 more for each of
 * their tokens that were cut before their time.
 */
public interface UserDirectory {
    /**
     * What is known of a user.
     *
     * @param tokenEpoch tokens of a lower epoch are void
     * @param revokedSessions tokens that are void though their epoch is not lower; 100 at most, nearly always none
     */
    record UserFacts(
            UserStatus status,
            String role,
            int tokenEpoch,
            Set<String> revokedSessions,
            Instant createdAt,
            long version) {
        /** Whether a token was cut. */
        public boolean isRevoked(String session, int epoch) {
            return epoch < tokenEpoch || revokedSessions.contains(session);
        }
    }

    /** Never blocks. */
    Optional<UserFacts> find(String tenant, String user);

    /** As {@link #find}, but waits a little for a user who may have been created on another node a moment ago. For virtual threads. */
    Optional<UserFacts> await(String tenant, String user, Duration atMost);

    /** Takes a newer version of a user, as it was answered or read. */
    void apply(User user);
}
