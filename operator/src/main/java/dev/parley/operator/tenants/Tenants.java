package dev.parley.operator.tenants;

import dev.parley.edge.identity.TenantProvisioning;
import dev.parley.operator.command.PlatformOptions;
import dev.parley.schemas.ApiKey;
import dev.parley.schemas.Tenant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tenants of a platform, and how they are shown: never the hash of a key. */
final class Tenants {
    private Tenants() {}

    static TenantProvisioning of(PlatformOptions platform) {
        return new TenantProvisioning(platform.kafka(), platform.registry());
    }

    static Map<String, Object> json(Tenant tenant) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", tenant.getId());
        json.put("name", tenant.getName());
        json.put("revision", tenant.getRevision());
        json.put("settings", tenant.getSettings());
        json.put("keys", tenant.getApiKeys().stream().map(Tenants::key).toList());
        return json;
    }

    static long validKeys(Tenant tenant) {
        return tenant.getApiKeys().stream()
                .filter(key -> key.getRevokedAt() == null)
                .count();
    }

    static String scope(ApiKey key) {
        return key.getScope().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Map<String, Object> key(ApiKey key) {
        return Map.of(
                "id",
                key.getId(),
                "scope",
                scope(key),
                "createdAt",
                key.getCreatedAt().toString(),
                "revokedAt",
                key.getRevokedAt() == null ? "" : key.getRevokedAt().toString());
    }

    static List<Map<String, Object>> json(List<Tenant> tenants) {
        return tenants.stream().map(Tenants::json).toList();
    }
}
