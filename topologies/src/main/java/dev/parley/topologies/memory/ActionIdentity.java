package dev.parley.topologies.memory;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Sixteen bytes that stand for (tenant, actor, resource, action id). */
public record ActionIdentity(byte[] bytes) {
    private static final int BYTES = 16;

    public static ActionIdentity of(String tenant, @Nullable String actor, String resource, String actionId) {
        // None of the parts before the last can contain a zero byte, so no two identities share their text.
        var text = tenant + '\0' + (actor == null ? "" : actor) + '\0' + resource + '\0' + actionId;
        return new ActionIdentity(digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** 128 bits of the SHA-256. */
    public static byte[] digest(byte[] bytes) {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(bytes), BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
