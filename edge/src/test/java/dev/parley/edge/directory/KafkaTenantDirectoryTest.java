package dev.parley.edge.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.edge.directory.ApiKeySecret.NewKey;
import dev.parley.edge.directory.TenantDirectory.KeyHolder;
import dev.parley.schemas.ApiKey;
import dev.parley.schemas.ApiKeyScope;
import dev.parley.schemas.Tenant;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaTenantDirectoryTest {
    private static final NewKey ONE = ApiKeySecret.generate();
    private static final NewKey TWO = ApiKeySecret.generate();

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final KafkaTenantDirectory directory = new KafkaTenantDirectory(registry);

    @Test
    void knowsWhoseAKeyIs() {
        take("acme", tenant("acme", 1, key(ONE, null)));
        assertEquals(
                Optional.of(new KeyHolder("acme", ONE.id(), ApiKeyScope.READ_ONLY)), directory.holderOf(ONE.secret()));
        assertEquals("Acme", directory.find("acme").orElseThrow().getName());
        assertTrue(directory.holderOf(TWO.secret()).isEmpty());
    }

    @Test
    void knowsNobodyOfARevokedKey() {
        take("acme", tenant("acme", 1, key(ONE, null), key(TWO, null)));
        take("acme", tenant("acme", 2, key(ONE, Instant.EPOCH), key(TWO, null)));
        assertTrue(directory.holderOf(ONE.secret()).isEmpty());
        assertTrue(directory.holderOf(TWO.secret()).isPresent());
    }

    @Test
    void forgetsKeysThatWereTakenOut() {
        take("acme", tenant("acme", 1, key(ONE, null), key(TWO, null)));
        take("acme", tenant("acme", 2, key(TWO, null)));
        assertTrue(directory.holderOf(ONE.secret()).isEmpty());
        take("acme", null);
        assertTrue(directory.holderOf(TWO.secret()).isEmpty());
        assertTrue(directory.find("acme").isEmpty());
    }

    @Test
    void ignoresAnOlderRevision() {
        take("acme", tenant("acme", 2, key(ONE, Instant.EPOCH)));
        take("acme", tenant("acme", 1, key(ONE, null)));
        assertTrue(directory.holderOf(ONE.secret()).isEmpty());
    }

    @Test
    void passesOverWhatIsNoTenant() {
        take("other", tenant("acme", 1, key(ONE, null)));
        directory.onTenant(new ConsumerRecord<>("tenants", 0, 0, Keys.of("acme"), new byte[] {7}));
        directory.onTenant(new ConsumerRecord<>("tenants", 0, 0, null, new byte[] {7}));
        assertTrue(directory.holderOf(ONE.secret()).isEmpty());
        assertTrue(directory.find("acme").isEmpty());
        assertTrue(directory.isComplete());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pk_",
                "pk__",
                "pk_0123456789ab_",
                "PK_0123456789ab_0123456789012345678901234567890123456789012",
                "pk_0123456789ab_0123456789012345678901234567890123456789012 ",
                "null",
                "pk_0123456789AB_0123456789012345678901234567890123456789012",
                "pk_0123456789ab_\u0000123456789012345678901234567890123456789012",
                "\uD800",
                "' or 1=1 --"
            })
    void knowsNobodyOfAHostileKey(String secret) {
        take("acme", tenant("acme", 1, key(ONE, null)));
        assertTrue(directory.holderOf(secret).isEmpty());
    }

    @Test
    void knowsNobodyOfAKeyThatIsAlmostRight() {
        take("acme", tenant("acme", 1, key(ONE, null)));
        var secret = ONE.secret();
        var last = secret.charAt(secret.length() - 1) == 'A' ? 'B' : 'A';
        for (var almost : List.of(
                secret + "A",
                secret.substring(0, secret.length() - 1),
                secret.substring(0, secret.length() - 1) + last,
                secret.toUpperCase(Locale.ROOT),
                " " + secret,
                "A".repeat(1_000_000))) {
            assertTrue(directory.holderOf(almost).isEmpty());
        }
    }

    @Test
    void makesKeysThatCannotBeGuessedAndDoNotShow() {
        assertTrue(ONE.secret().startsWith("pk_" + ONE.id() + "_"));
        assertFalse(ONE.toString().contains(ONE.secret()));
        assertFalse(ONE.secret().equals(TWO.secret()));
    }

    private void take(String key, @Nullable Tenant tenant) {
        var writer = new AvroWriter<Tenant>(registry, "tenants", Tenant.getClassSchema());
        var value = tenant == null ? null : writer.write(tenant);
        directory.onTenant(new ConsumerRecord<>("tenants", 0, 0, Keys.of(key), value));
    }

    private static Tenant tenant(String id, long revision, ApiKey... keys) {
        return new Tenant(id, "Acme", List.of(keys), Map.of(), revision);
    }

    private static ApiKey key(NewKey key, @Nullable Instant revokedAt) {
        var hash = ByteBuffer.wrap(ApiKeySecret.hash(key.secret()));
        return new ApiKey(key.id(), hash, ApiKeyScope.READ_ONLY, Instant.EPOCH, revokedAt);
    }
}
