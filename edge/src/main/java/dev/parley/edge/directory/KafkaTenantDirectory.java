package dev.parley.edge.directory;

import dev.parley.schemas.ApiKey;
import dev.parley.schemas.Tenant;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.serde.UnreadableRecordException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tenants, folded from {@code tenants}: one writer (the tail), many readers. */
public final class KafkaTenantDirectory implements TenantDirectory, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaTenantDirectory.class);
    private static final Duration RETRY_EVERY = Duration.ofSeconds(1);

    private final ConcurrentHashMap<String, Tenant> tenants = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<ByteBuffer, HeldKey> keys = new ConcurrentHashMap<>();
    private final AvroReader<Tenant> reader;
    private final HeldRecords held = new HeldRecords(this::fold, RETRY_EVERY);

    private record HeldKey(KeyHolder holder, byte[] hash, boolean isRevoked) {}

    public KafkaTenantDirectory(SchemaRegistry registry) {
        this.reader = new AvroReader<>(registry, Tenant.getClassSchema());
    }

    @Override
    public Optional<Tenant> find(String tenant) {
        return Optional.ofNullable(tenants.get(tenant));
    }

    @Override
    public Optional<KeyHolder> holderOf(String apiKeySecret) {
        if (!ApiKeySecret.hasForm(apiKeySecret)) {
            return Optional.empty();
        }
        var hash = ApiKeySecret.hash(apiKeySecret);
        var key = keys.get(ByteBuffer.wrap(hash));
        return key != null && MessageDigest.isEqual(key.hash(), hash) && !key.isRevoked()
                ? Optional.of(key.holder())
                : Optional.empty();
    }

    /** Takes a record of {@code tenants}. On the tail's thread. */
    public void onTenant(ConsumerRecord<byte[], byte[]> record) {
        held.take(record);
    }

    /** Every tenant, by id. */
    public List<Tenant> all() {
        return tenants.values().stream()
                .sorted(Comparator.comparing(Tenant::getId))
                .toList();
    }

    /** Whether every record that came was read; false while the registry does not give the schema of some. */
    public boolean isComplete() {
        return held.isEmpty();
    }

    @Override
    public void close() {
        held.close();
    }

    private void fold(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return;
        }
        var id = new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            forget(id);
            return;
        }
        try {
            var tenant = reader.read(record.value());
            if (tenant.getId().equals(id)) {
                apply(tenant);
            } else {
                LOG.error("event=tenant-mismatch offset={} key={} value={}", record.offset(), id, tenant.getId());
            }
        } catch (UnreadableRecordException e) {
            LOG.error("event=tenant-unreadable offset={} key={} cause={}", record.offset(), id, e.getMessage());
        }
    }

    private void apply(Tenant tenant) {
        var known = tenants.get(tenant.getId());
        if (known != null && known.getRevision() >= tenant.getRevision()) {
            return;
        }
        // The new keys first, so that none that stays valid is missed for a moment.
        for (var key : tenant.getApiKeys()) {
            keys.put(key.getHash(), held(tenant.getId(), key));
        }
        tenants.put(tenant.getId(), tenant);
        if (known != null) {
            known.getApiKeys().stream()
                    .map(ApiKey::getHash)
                    .filter(hash -> tenant.getApiKeys().stream()
                            .noneMatch(key -> key.getHash().equals(hash)))
                    .forEach(keys::remove);
        }
    }

    private void forget(String tenant) {
        var known = tenants.remove(tenant);
        if (known != null) {
            known.getApiKeys().forEach(key -> keys.remove(key.getHash()));
        }
    }

    private static HeldKey held(String tenant, ApiKey key) {
        var hash = new byte[key.getHash().remaining()];
        key.getHash().duplicate().get(hash);
        return new HeldKey(new KeyHolder(tenant, key.getId(), key.getScope()), hash, key.getRevokedAt() != null);
    }
}
