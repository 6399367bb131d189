package dev.parley.edge.identity;

import dev.parley.edge.directory.ApiKeySecret;
import dev.parley.edge.directory.KafkaTenantDirectory;
import dev.parley.edge.directory.TenantSetting;
import dev.parley.runtime.kafka.KafkaLogTail;
import dev.parley.runtime.kafka.KafkaSettings;
import dev.parley.runtime.kafka.LogTail.From;
import dev.parley.runtime.kafka.ProducerSettings;
import dev.parley.runtime.service.StartException;
import dev.parley.schemas.ApiKey;
import dev.parley.schemas.ApiKeyScope;
import dev.parley.schemas.Tenant;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import dev.parley.schemas.topics.Topics;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Gives tenants API keys and settings, by hand: for the first tenant of a platform and for operators. Reads {@code tenants} and writes
 * one record of each, so two at the same time may lose a key; whoever calls does so one after the other. Blocks.
 */
public final class TenantProvisioning {
    /** Narrower than what other ids may be: tenants are named by operators, in shells and file names. */
    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9._-]{1,128}");

    private final KafkaSettings kafka;
    private final SchemaRegistry registry;

    public TenantProvisioning(KafkaSettings kafka, SchemaRegistry registry) {
        this.kafka = kafka;
        this.registry = registry;
    }

    /** A new key of a tenant; the secret is shown here and kept nowhere. */
    public record ProvisionedKey(String tenant, String keyId, String secret) {
        @Override
        public String toString() {
            return "ProvisionedKey[tenant=" + tenant + ", keyId=" + keyId + ", secret=[REDACTED]]";
        }
    }

    /**
     * Adds a key, and the tenant where there is none of this id; a tenant that is there keeps its name and its keys.
     *
     * @param name of a new tenant, for people
     * @throws StartException the log or the registry does not answer, or the id is none
     */
    public ProvisionedKey addKey(String tenant, String name, ApiKeyScope scope) {
        return addKeys(List.of(new Newcomer(tenant, name)), scope).getFirst();
    }

    /**
     * The same for many at once: {@code tenants} is read once, and nothing is written where one of the ids is none.
     *
     * @return a key for each of them, in their order
     */
    public List<ProvisionedKey> addKeys(List<Newcomer> newcomers, ApiKeyScope scope) {
        newcomers.forEach(newcomer -> check(newcomer.id()));
        var known = find(newcomers);
        var now = Instant.now();
        var keys = new ArrayList<ProvisionedKey>();
        for (var newcomer : newcomers) {
            var key = ApiKeySecret.generate();
            // Back into the map: an id that is named twice keeps both keys.
            known.put(newcomer.id(), withKey(Optional.ofNullable(known.get(newcomer.id())), newcomer, key, scope, now));
            keys.add(new ProvisionedKey(newcomer.id(), key.id(), key.secret()));
        }
        write(known.values());
        return keys;
    }

    /**
     * Gives a tenant a setting; an empty value takes it away.
     *
     * @throws StartException there is no such tenant, the value is none for this setting, or the log or the registry does not answer
     */
    public void set(String tenant, TenantSetting setting, String value) {
        check(tenant);
        try {
            setting.check(value);
        } catch (IllegalArgumentException e) {
            throw new StartException(setting.settingName() + " cannot be set: " + e.getMessage(), e);
        }
        var known = find(List.of(new Newcomer(tenant, tenant))).get(tenant);
        if (known == null) {
            throw new StartException("There is no tenant \"" + tenant + "\"; create it with: parley tenant add.");
        }
        write(List.of(with(known, setting, value)));
    }

    /**
     * Every tenant, by id.
     *
     * @throws StartException the log or the registry does not answer
     */
    public List<Tenant> all() {
        return read(KafkaTenantDirectory::all);
    }

    static Tenant with(Tenant known, TenantSetting setting, String value) {
        var settings = new HashMap<>(known.getSettings());
        if (value.isBlank()) {
            settings.remove(setting.settingName());
        } else {
            settings.put(setting.settingName(), value);
        }
        return new Tenant(known.getId(), known.getName(), known.getApiKeys(), settings, known.getRevision() + 1);
    }

    private static void check(String tenant) {
        if (!ID.matcher(tenant).matches()) {
            throw new StartException(
                    "\"" + tenant + "\" cannot be a tenant's id: 1 to 128 of a-z, A-Z, 0-9, dot, dash and underscore.");
        }
    }

    /**
     * A tenant that may not be there yet.
     *
     * @param name for people
     */
    public record Newcomer(String id, String name) {}

    static Tenant withKey(
            Optional<Tenant> known, Newcomer newcomer, ApiKeySecret.NewKey key, ApiKeyScope scope, Instant now) {
        var current = known.orElseGet(() -> new Tenant(newcomer.id(), newcomer.name(), List.of(), Map.of(), 0L));
        var keys = new ArrayList<>(current.getApiKeys());
        keys.add(new ApiKey(
                key.id(),
                ByteBuffer.wrap(ApiKeySecret.hash(key.secret())),
                scope,
                now.truncatedTo(ChronoUnit.MILLIS),
                null));
        return new Tenant(current.getId(), current.getName(), keys, current.getSettings(), current.getRevision() + 1);
    }

    /** Those of them that are there, by id. */
    private Map<String, Tenant> find(List<Newcomer> newcomers) {
        return read(directory -> {
            var found = new LinkedHashMap<String, Tenant>();
            newcomers.forEach(
                    newcomer -> directory.find(newcomer.id()).ifPresent(tenant -> found.put(newcomer.id(), tenant)));
            return found;
        });
    }

    private <T> T read(Function<KafkaTenantDirectory, T> reading) {
        try (var directory = new KafkaTenantDirectory(registry);
                var tail = new KafkaLogTail("tenant-provisioning", kafka)) {
            tail.follow(Topics.TENANTS.name(), From.BEGINNING, directory::onTenant);
            tail.start();
            if (!directory.isComplete()) {
                throw new StartException("The schema registry does not give the schemas of tenants.");
            }
            return reading.apply(directory);
        }
    }

    private void write(Collection<Tenant> tenants) {
        var writer = new AvroWriter<Tenant>(registry, Topics.TENANTS.name(), Tenant.getClassSchema());
        try (var producer = new KafkaProducer<byte[], byte[]>(ProducerSettings.forEdge(kafka, "tenant-provisioning"))) {
            var sent = tenants.stream()
                    .map(tenant -> producer.send(
                            new ProducerRecord<>(Topics.TENANTS.name(), Keys.of(tenant.getId()), writer.write(tenant))))
                    .toList();
            for (var each : sent) {
                each.get();
            }
        } catch (ExecutionException | KafkaException e) {
            throw new StartException("The tenant could not be written: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("Interrupted while the tenant was written.", e);
        }
    }
}
