package dev.parley.edge.directory;

import dev.parley.schemas.User;
import dev.parley.schemas.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Every user of every tenant, as far as the edge must know them to let an action pass: at most 100 bytes each. */
public interface UserDirectory {
    /** What is known of a user. */
    record UserFacts(UserStatus status, String role, int tokenEpoch, Instant createdAt, long version) {}

    /** Never blocks. */
    Optional<UserFacts> find(String tenant, String user);

    /** As {@link #find}, but waits a little for a user who may have been created on another node a moment ago. For virtual threads. */
    Optional<UserFacts> await(String tenant, String user, Duration atMost);

    /** Takes a newer version of a user, as it was answered or read. */
    void apply(User user);
}
