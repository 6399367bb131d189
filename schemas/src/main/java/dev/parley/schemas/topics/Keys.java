package dev.parley.schemas.topics;

import java.nio.charset.StandardCharsets;

/** Record keys: {@code tenant/resource}, UTF-8. */
public final class Keys {
    private Keys() {}

    /** The key of a conversation's or user's records. */
    public static byte[] of(String tenant, String resource) {
        return (tenant + "/" + resource).getBytes(StandardCharsets.UTF_8);
    }

    /** The key of what a user set on something of their own. */
    public static byte[] of(String tenant, String user, String about) {
        return of(tenant, user + "/" + about);
    }

    /** The key of a tenant's own record. */
    public static byte[] of(String tenant) {
        return tenant.getBytes(StandardCharsets.UTF_8);
    }
}
