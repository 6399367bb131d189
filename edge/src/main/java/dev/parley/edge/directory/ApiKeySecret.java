package dev.parley.edge.directory;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The form of API keys: {@code pk_<id>_<random>}, 256 random bits. Only the hash is ever kept. */
public final class ApiKeySecret {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BYTES = 6;
    private static final int SECRET_BYTES = 32;
    private static final Pattern FORM = Pattern.compile("pk_[0-9a-f]{12}_[A-Za-z0-9_-]{43}");

    private ApiKeySecret() {}

    /** A new key; the secret is to be shown once. */
    public record NewKey(String id, String secret) {
        @Override
        public String toString() {
            return "NewKey[id=" + id + ", secret=[REDACTED]]";
        }
    }

    public static NewKey generate() {
        var id = HexFormat.of().formatHex(random(ID_BYTES));
        var secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random(SECRET_BYTES));
        return new NewKey(id, "pk_" + id + "_" + secret);
    }

    static boolean hasForm(String secret) {
        return FORM.matcher(secret).matches();
    }

    /** SHA-256 of the whole secret; enough for what is random and cannot be guessed. */
    public static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
