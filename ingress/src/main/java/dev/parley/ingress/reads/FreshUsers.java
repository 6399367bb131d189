package dev.parley.ingress.reads;

import dev.parley.edge.api.UserView;
import dev.parley.edge.directory.UserDirectory;
import dev.parley.edge.directory.UserDirectory.UserFacts;
import dev.parley.ingress.http.RefusedException;
import dev.parley.readmodel.read.UserStore;
import dev.parley.readmodel.read.UserStore.StoredUser;
import dev.parley.schemas.errors.ErrorCode;
import java.time.Duration;
import java.util.Set;

/** Reads users no older than this process knows them to be, though the store lags behind the log. */
public record FreshUsers(UserStore store, UserDirectory directory, ReadWait readWait) {
    /** What reading one user may be refused with. */
    public static final Set<ErrorCode> PROBLEMS =
            Set.of(ErrorCode.USER_NOT_FOUND, ErrorCode.STORE_UNAVAILABLE, ErrorCode.READ_BEHIND);

    /** A user may have been created on another node a moment ago. */
    private static final Duration NEWS = Duration.ofMillis(200);

    /** @throws RefusedException there is no such user, or the store is behind */
    public UserView find(String tenant, String user) {
        var stored = store.find(tenant, user);
        var facts = stored.isPresent() ? directory.find(tenant, user) : directory.await(tenant, user, NEWS);
        var version = facts.map(UserFacts::version).orElse(0L);
        if (stored.isPresent() && stored.get().version() >= version) {
            return viewOf(stored.get());
        }
        if (version == 0) {
            throw notFound();
        }
        return atLeast(tenant, user, version);
    }

    /** @throws RefusedException the store has no such version in time */
    public UserView atLeast(String tenant, String user, long version) {
        return readWait.until(() -> store.find(tenant, user).filter(found -> found.version() >= version))
                .map(FreshUsers::viewOf)
                .orElseThrow(ReadWait::readBehind);
    }

    public static RefusedException notFound() {
        return new RefusedException(ErrorCode.USER_NOT_FOUND);
    }

    public static UserView viewOf(StoredUser user) {
        return new UserView(
                user.id(),
                user.name(),
                user.avatarUrl(),
                user.role(),
                user.tags(),
                user.metadataJson(),
                user.status(),
                user.version(),
                user.createdAt(),
                user.updatedAt());
    }
}
