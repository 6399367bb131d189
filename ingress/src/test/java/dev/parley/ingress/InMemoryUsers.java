package dev.parley.ingress;

import dev.parley.edge.directory.UserDirectory;
import dev.parley.schemas.RevokedSession;
import dev.parley.schemas.User;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The users that the edge knows of. */
final class InMemoryUsers implements UserDirectory {
    private final ConcurrentHashMap<String, User> users = new ConcurrentHashMap<>();

    @Override
    public Optional<UserFacts> find(String tenant, String user) {
        return Optional.ofNullable(users.get(tenant + "/" + user))
                .map(it -> new UserFacts(
                        it.getStatus(),
                        it.getRole(),
                        it.getTokenEpoch(),
                        it.getRevokedSessions().stream()
                                .map(RevokedSession::getId)
                                .collect(Collectors.toSet()),
                        it.getCreatedAt(),
                        it.getVersion()));
    }

    @Override
    public Optional<UserFacts> await(String tenant, String user, Duration atMost) {
        return find(tenant, user);
    }

    @Override
    public void apply(User user) {
        users.merge(
                user.getTenant() + "/" + user.getId(),
                user,
                (known, news) -> news.getVersion() > known.getVersion() ? news : known);
    }
}
