package dev.parley.ingress.sessions;

import dev.parley.edge.api.UuidV7;
import dev.parley.edge.directory.UserDirectory;
import dev.parley.edge.directory.UserDirectory.UserFacts;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.reads.FreshUsers;
import dev.parley.ingress.reads.ReadWait;
import dev.parley.readmodel.read.SessionStore;
import dev.parley.readmodel.read.SessionStore.Place;
import dev.parley.readmodel.read.SessionStore.StoredSession;
import dev.parley.readmodel.read.SessionStore.Terms;
import dev.parley.schemas.errors.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of a user that hold, for those who may know: the user, and the tenant's server. The store may be behind; what was cut is
 * known from the directory of users, which is not.
 */
record HeldSessions(
        SessionStore store, UserDirectory directory, RecentSessions recent, ReadWait readWait, InstantSource clock) {
    static final Set<ErrorCode> PROBLEMS =
            Set.of(ErrorCode.USER_NOT_FOUND, ErrorCode.STORE_UNAVAILABLE, ErrorCode.READ_BEHIND);

    /** A user may have been created on another node a moment ago. */
    private static final Duration NEWS = Duration.ofMillis(200);
    /** A younger session may come, should the store not have it. */
    private static final Duration YOUNG = Duration.ofMinutes(5);
    /** How far other nodes' clocks may be ahead. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    /**
     * The user in the path.
     *
     * @throws RefusedException who calls is neither that user nor the tenant's server: as if there were no such user
     */
    static String userOf(Call call) {
        var user = call.id("user");
        if (!call.caller().actor().orElse(user).equals(user)) {
            throw FreshUsers.notFound();
        }
        return user;
    }

    /** @param before only what follows this place; null = from the first */
    List<StoredSession> page(String tenant, String user, @Nullable Place before, int limit) {
        var facts = directory.await(tenant, user, NEWS).orElseThrow(FreshUsers::notFound);
        var last = recent.last(tenant, user);
        if (last.isPresent()) {
            readWait.until(() -> store.find(tenant, user, last.get())).orElseThrow(ReadWait::readBehind);
        }
        return store.page(tenant, user, new Terms(facts.tokenEpoch(), clock.instant()), before, limit);
    }

    /** Whether a session of a page was cut since. */
    boolean isCut(String tenant, String user, StoredSession session) {
        return directory.find(tenant, user).stream()
                .anyMatch(facts -> facts.isRevoked(session.id(), session.tokenEpoch()));
    }

    /** @throws RefusedException there is no such session, or it has ended */
    StoredSession find(String tenant, String user, String id) {
        var facts = directory.await(tenant, user, NEWS).orElseThrow(FreshUsers::notFound);
        var mayCome = isYoung(id);
        return readWait.until(
                        () -> Optional.of(store.find(tenant, user, id)).filter(found -> found.isPresent() || !mayCome))
                .flatMap(found -> found)
                .filter(session -> holds(session, facts))
                .orElseThrow(() -> new RefusedException(ErrorCode.SESSION_NOT_FOUND));
    }

    private boolean holds(StoredSession session, UserFacts facts) {
        return session.revokedAt() == null
                && clock.instant().isBefore(session.expiresAt())
                && !facts.isRevoked(session.id(), session.tokenEpoch());
    }

    private boolean isYoung(String id) {
        var now = clock.instant();
        return UuidV7.timeOf(id).filter(at -> isNear(at, now)).isPresent();
    }

    private static boolean isNear(Instant at, Instant now) {
        return at.isAfter(now.minus(YOUNG)) && at.isBefore(now.plus(CLOCKS));
    }
}
