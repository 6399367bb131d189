package dev.parley.edge.directory;

import dev.parley.schemas.ApiKeyScope;
import dev.parley.schemas.Tenant;
import java.util.Optional;

/** Every tenant and its API keys. */
public interface TenantDirectory {
    /** Whose key it is. */
    record KeyHolder(String tenant, String keyId, ApiKeyScope scope) {}

    Optional<Tenant> find(String tenant);

    /** Whose a secret is; empty for unknown and revoked keys. Takes the same time for both. */
    Optional<KeyHolder> holderOf(String apiKeySecret);
}
