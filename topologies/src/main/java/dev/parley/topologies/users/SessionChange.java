package dev.parley.topologies.users;

import dev.parley.schemas.OpenSession;
import dev.parley.schemas.RevokedSession;
import dev.parley.schemas.User;
import dev.parley.schemas.UserStatus;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.topologies.state.UserSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of a user's sessions. Pure. */
sealed interface SessionChange {
    /** So many tokens of a user may be void though they have neither expired nor a lower epoch. */
    int MAX_REVOKED = 100;

    /** How long after its expiry a cut token is remembered: an edge's clock may be behind by so much. */
    Duration LEEWAY = Duration.ofSeconds(60);

    record Opened(UserSession session) implements SessionChange {}

    record Revoked(UserSession session, User user) implements SessionChange {}

    record AllRevoked(User user) implements SessionChange {}

    /**
     * All is as asked already.
     *
     * @param userVersion the user's version, which is no older than what cut the session
     */
    record Same(long userVersion) implements SessionChange {}

    record Refused(ErrorCode error) implements SessionChange {}

    /**
     * A token is given out, of the user's present epoch: what was cut before does not reach it.
     *
     * @param known what stands under the session's id; null where nothing does
     * @param version of the change
     */
    static SessionChange open(
            OpenSession open, @Nullable User user, @Nullable UserSession known, long version, long now) {
        if (user == null) {
            return new Refused(ErrorCode.USER_NOT_FOUND);
        }
        if (user.getStatus() != UserStatus.ACTIVE) {
            return new Refused(ErrorCode.USER_INACTIVE);
        }
        if (known != null && !isOver(known, now)) {
            return new Refused(ErrorCode.ACTION_ID_REUSED);
        }
        return new Opened(UserSession.newBuilder()
                .setDevice(open.getDevice())
                .setCreatedAt(now)
                .setExpiresAt(open.getExpiresAt().toEpochMilli())
                .setTokenEpoch(user.getTokenEpoch())
                .setVersion(version)
                .build());
    }

    /** One token is cut. A session that is over, or that was cut with all others, is not there any more. */
    static SessionChange revoke(String id, @Nullable User user, @Nullable UserSession known, long version, long now) {
        if (user == null || known == null || isOver(known, now) || known.getTokenEpoch() < user.getTokenEpoch()) {
            return new Refused(ErrorCode.SESSION_NOT_FOUND);
        }
        if (known.getRevokedAt() != null) {
            return new Same(user.getVersion());
        }
        var revoked = remembered(user, now);
        if (revoked.size() >= MAX_REVOKED) {
            return new Refused(ErrorCode.REVOKED_SESSIONS_LIMIT);
        }
        revoked.add(new RevokedSession(id, Instant.ofEpochMilli(known.getExpiresAt())));
        return new Revoked(
                UserSession.newBuilder(known)
                        .setRevokedAt(now)
                        .setVersion(version)
                        .build(),
                changed(user, now).setRevokedSessions(revoked).build());
    }

    /** Every token is cut; those that are given out from now on have a higher epoch. */
    static SessionChange revokeAll(@Nullable User user, long now) {
        return user == null
                ? new Refused(ErrorCode.USER_NOT_FOUND)
                : new AllRevoked(changed(user, now)
                        .setTokenEpoch(user.getTokenEpoch() + 1)
                        .setRevokedSessions(List.of())
                        .build());
    }

    static boolean isOver(UserSession session, long now) {
        return now >= session.getExpiresAt();
    }

    private static User.Builder changed(User user, long now) {
        return User.newBuilder(user).setVersion(user.getVersion() + 1).setUpdatedAt(Instant.ofEpochMilli(now));
    }

    private static List<RevokedSession> remembered(User user, long now) {
        var from = Instant.ofEpochMilli(now).minus(LEEWAY);
        var rest = new ArrayList<>(user.getRevokedSessions());
        rest.removeIf(session -> !session.getExpiresAt().isAfter(from));
        return rest;
    }
}
