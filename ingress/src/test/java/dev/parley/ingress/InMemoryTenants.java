package dev.parley.ingress;

import dev.parley.edge.directory.TenantDirectory;
import dev.parley.schemas.ApiKey;
import dev.parley.schemas.ApiKeyScope;
import dev.parley.schemas.Tenant;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tenants with one API key of each scope; the secret of a key is {@code <tenant>-<scope>}. */
final class InMemoryTenants implements TenantDirectory {
    private final Map<String, Tenant> tenants = new HashMap<>();

    InMemoryTenants(String... names) {
        for (var name : names) {
            var keys = List.of(
                    key(name, ApiKeyScope.FULL, null),
                    key(name, ApiKeyScope.READ_ONLY, null),
                    key(name, ApiKeyScope.AUTH_ONLY, null));
            tenants.put(name, new Tenant(name, name, keys, Map.of(), 1L));
        }
    }

    static String secret(String tenant, ApiKeyScope scope) {
        return tenant + "-" + scope;
    }

    @Override
    public Optional<Tenant> find(String tenant) {
        return Optional.ofNullable(tenants.get(tenant));
    }

    @Override
    public Optional<KeyHolder> holderOf(String apiKeySecret) {
        return tenants.values().stream()
                .flatMap(tenant -> tenant.getApiKeys().stream()
                        .filter(key -> key.getId().equals(apiKeySecret))
                        .map(key -> new KeyHolder(tenant.getId(), key.getId(), key.getScope())))
                .findFirst();
    }

    private static ApiKey key(String tenant, ApiKeyScope scope, @Nullable Instant revokedAt) {
        return new ApiKey(secret(tenant, scope), ByteBuffer.allocate(0), scope, Instant.EPOCH, revokedAt);
    }
}
