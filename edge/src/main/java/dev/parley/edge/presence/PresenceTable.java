package dev.parley.edge.presence;

import dev.parley.edge.directory.HeldRecords;
import dev.parley.edge.directory.LatestRecords;
import dev.parley.edge.directory.PackedTable;
import dev.parley.runtime.kafka.LogTail;
import dev.parley.runtime.kafka.LogTail.From;
import dev.parley.schemas.Presence;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.topics.Topics;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How every user is shown, folded from {@code presence}: the newest version of each wins. About 50 bytes a user who is offline, read
 * without a lock. Who is not in it was never there. What it says holds while the tail is connected.
 */
public final class PresenceTable implements AutoCloseable {
    private static final Duration RETRY_EVERY = Duration.ofSeconds(1);

    private final ConcurrentHashMap<String, PackedTable> tenants = new ConcurrentHashMap<>();
    private final BooleanSupplier isConnected;
    private final HeldRecords held;
    private volatile Consumer<PresenceChange> listener = _ -> {};

    /** Follows the tail, which must not have been started. */
    public PresenceTable(LogTail tail, SchemaRegistry registry) {
        var records = new LatestRecords<>(
                "presence",
                new AvroReader<Presence>(registry, Presence.getClassSchema()),
                presence -> presence.getTenant() + "/" + presence.getUser(),
                this::put,
                this::forget);
        this.held = new HeldRecords(records::take, RETRY_EVERY);
        this.isConnected = tail::isConnected;
        tail.follow(Topics.PRESENCE.name(), From.BEGINNING, held::take);
    }

    /** Whether the log answers, so that what is known holds. */
    public boolean isCurrent() {
        return isConnected.getAsBoolean();
    }

    /** Never blocks. Who does not exist is as who was never there. */
    public KnownPresence find(String tenant, String user) {
        var table = tenants.get(tenant);
        var packed = table == null ? null : table.find(PackedPresence.utf8(user));
        return packed == null ? KnownPresence.NEVER : PackedPresence.unpack(packed);
    }

    /** Hears of every change once it can be found; on the tail's thread, or on another one after the registry was down. Before the start. */
    public void onChange(Consumer<PresenceChange> hears) {
        listener = hears;
    }

    /** Whether every record that came was read; false while the registry does not give the schema of some. */
    public boolean isComplete() {
        return held.isEmpty();
    }

    @Override
    public void close() {
        held.close();
    }

    private void put(Presence presence) {
        var table = tableOf(presence.getTenant());
        var before = table.find(PackedPresence.utf8(presence.getUser()));
        var after = PackedPresence.pack(presence);
        if (table.put(after)) {
            listener.accept(new PresenceChange(presence.getTenant(), presence.getUser(), before, after));
        }
    }

    private void forget(String key) {
        var slash = key.indexOf('/');
        if (slash > 0) {
            var tenant = key.substring(0, slash);
            var user = key.substring(slash + 1);
            var id = PackedPresence.utf8(user);
            var before = find(tenant, id);
            if (before != null) {
                tableOf(tenant).remove(id);
                listener.accept(new PresenceChange(tenant, user, before, null));
            }
        }
    }

    private byte @Nullable [] find(String tenant, byte[] id) {
        var table = tenants.get(tenant);
        return table == null ? null : table.find(id);
    }

    private PackedTable tableOf(String tenant) {
        return tenants.computeIfAbsent(tenant, _ -> new PackedTable(PackedPresence.LAYOUT));
    }
}
