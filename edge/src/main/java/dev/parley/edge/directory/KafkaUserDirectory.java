package dev.parley.edge.directory;

import dev.parley.schemas.User;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroReader;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The users, folded from {@code users}, which may be read uncommitted: a repeat has the version that is known already. */
public final class KafkaUserDirectory implements UserDirectory, AutoCloseable {
    private static final Duration RETRY_EVERY = Duration.ofSeconds(1);

    private final ConcurrentHashMap<String, UserTable> tenants = new ConcurrentHashMap<>();
    private final Arrivals arrivals = new Arrivals();
    private final HeldRecords held;

    public KafkaUserDirectory(SchemaRegistry registry) {
        var records = new LatestRecords<>(
                "user",
                new AvroReader<User>(registry, User.getClassSchema()),
                user -> user.getTenant() + "/" + user.getId(),
                this::apply,
                this::forget);
        this.held = new HeldRecords(records::take, RETRY_EVERY);
    }

    @Override
    public Optional<UserFacts> find(String tenant, String user) {
        var table = tenants.get(tenant);
        return table == null
                ? Optional.empty()
                : Optional.ofNullable(table.find(PackedUser.utf8(user))).map(PackedUser::unpack);
    }

    @Override
    public Optional<UserFacts> await(String tenant, String user, Duration atMost) {
        var found = find(tenant, user);
        return found.isPresent() ? found : arrivals.await(() -> find(tenant, user), atMost);
    }

    @Override
    public void apply(User user) {
        if (tenants.computeIfAbsent(user.getTenant(), _ -> new UserTable()).put(user)) {
            arrivals.happened();
        }
    }

    /** Takes a record of {@code users}. On the tail's thread. */
    public void onUser(ConsumerRecord<byte[], byte[]> record) {
        held.take(record);
    }

    /** Whether every record that came was read; false while the registry does not give the schema of some. */
    public boolean isComplete() {
        return held.isEmpty();
    }

    @Override
    public void close() {
        held.close();
    }

    private void forget(String key) {
        var slash = key.indexOf('/');
        var table = slash < 0 ? null : tenants.get(key.substring(0, slash));
        if (table != null) {
            table.remove(PackedUser.utf8(key.substring(slash + 1)));
        }
    }
}
