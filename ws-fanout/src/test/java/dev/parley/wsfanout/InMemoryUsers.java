package dev.parley.wsfanout;

import dev.parley.edge.directory.TenantDirectory;
import dev.parley.edge.directory.UserDirectory;
import dev.parley.schemas.RevokedSession;
import dev.parley.schemas.Tenant;
import dev.parley.schemas.User;
import dev.parley.schemas.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The users that the edge knows of; whoever is asked for by a test is there. */
final class InMemoryUsers implements UserDirectory, TenantDirectory {
    private final ConcurrentHashMap<String, User> users = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Tenant> tenants = new ConcurrentHashMap<>();

    /** A tenant that has this setting and no other. */
    void putSetting(String tenant, String name, String value) {
        tenants.put(tenant, new Tenant(tenant, tenant, List.of(), Map.of(name, value), 1L));
    }

    void put(String tenant, String user, UserStatus status, int epoch, String... revoked) {
        var version = find(tenant, user).map(UserFacts::version).orElse(0L) + 1;
        apply(new User(
                tenant,
                user,
                user,
                null,
                "default",
                List.of(),
                null,
                status,
                epoch,
                Stream.of(revoked)
                        .map(session -> new RevokedSession(session, Instant.MAX))
                        .toList(),
                version,
                Instant.EPOCH,
                Instant.EPOCH));
    }

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
        users.put(user.getTenant() + "/" + user.getId(), user);
    }

    @Override
    public Optional<Tenant> find(String tenant) {
        return Optional.ofNullable(tenants.get(tenant));
    }

    @Override
    public Optional<KeyHolder> holderOf(String apiKeySecret) {
        return Optional.empty();
    }
}
