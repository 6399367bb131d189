package dev.parley.standalone.tenant;

import dev.parley.edge.identity.TenantProvisioning;
import dev.parley.edge.identity.TenantProvisioning.Newcomer;
import dev.parley.runtime.config.Env;
import dev.parley.runtime.kafka.KafkaSettings;
import dev.parley.schemas.ApiKeyScope;
import dev.parley.schemas.registry.HttpSchemaRegistry;
import dev.parley.standalone.data.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Creates API keys; the first key of a tenant id creates the tenant. */
public final class TenantKeys {
    private TenantKeys() {}

    /**
     * The secret of a new key.
     *
     * @param kafka the settings that every service shares
     * @throws dev.parley.runtime.service.StartException Kafka does not answer, or the id is invalid
     */
    public static String create(Map<String, String> kafka, String tenant, ApiKeyScope scope) {
        return create(kafka, List.of(tenant), scope).getFirst();
    }

    /** Creates a key for each of these tenants and returns the secrets in the same order. */
    public static List<String> create(Map<String, String> kafka, List<String> tenants, ApiKeyScope scope) {
        var newcomers = tenants.stream().map(id -> new Newcomer(id, id)).toList();
        return provisioning(kafka).addKeys(newcomers, scope).stream()
                .map(TenantProvisioning.ProvisionedKey::secret)
                .toList();
    }

    private static TenantProvisioning provisioning(Map<String, String> kafka) {
        var env = Env.of(kafka);
        var settings = KafkaSettings.from(env);
        env.check();
        var registry = new HttpSchemaRegistry(URI.create(settings.registryUrl()), settings.registersSchemas());
        return new TenantProvisioning(settings, registry);
    }

    /** The key in the file; without a file, creates one with a new key of full scope. */
    public static String keep(Path file, Map<String, String> kafka, String tenant) {
        try {
            if (!Files.exists(file)) {
                OwnerOnly.write(file, create(kafka, tenant, ApiKeyScope.FULL));
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The API key in " + file + " cannot be read.", e);
        }
    }
}
