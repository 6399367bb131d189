package dev.parley.edge.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.time.Duration;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Derives the key of a group's password, which is all that the log ever sees of it. The same password of the same group
 * always gives the same key, so that a retried action has equal bytes.
 */
final class GroupPassword {
    private static final int ITERATIONS = 210_000;
    private static final int KEY_BITS = 256;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    /** A derivation fills a core, and virtual threads have no others: a flood of joins must leave some for chat. */
    static final CoreShare CORES =
            new CoreShare(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), LONGEST_WAIT);

    private GroupPassword() {}

    /** Takes a tenth of a second of a core; to be done within {@link #CORES}. */
    static ByteBuffer key(String tenant, String group, String password) {
        // Two keyboards may write the same letter as different code points.
        var composed = Normalizer.normalize(password, Normalizer.Form.NFC);
        var spec = new PBEKeySpec(composed.toCharArray(), salt(tenant, group), ITERATIONS, KEY_BITS);
        try {
            return ByteBuffer.wrap(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(spec)
                    .getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has PBKDF2WithHmacSHA512.", e);
        } finally {
            spec.clearPassword();
        }
    }

    private static byte[] salt(String tenant, String group) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(("parley/group-password/" + tenant + "/" + group).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
