package dev.parley.edge.command;

import dev.parley.edge.api.CoreShare;
import dev.parley.edge.api.Ids;
import dev.parley.edge.api.Problem;
import dev.parley.schemas.errors.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.time.Duration;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A group's password as a client sent it. Only a key derived from it enters the log; the same password of the same group
 * always gives the same key, so that a retried action has equal bytes.
 */
record GroupPassword(String text) {
    static final int MAX_BYTES = 256;

    private static final int ITERATIONS = 210_000;
    private static final int KEY_BITS = 256;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    /** A derivation fills a core, and virtual threads have no others: a burst of joins must leave some for chat. */
    static final CoreShare CORES =
            new CoreShare(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), LONGEST_WAIT);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    interface Body {
        SpecificRecord with(@Nullable ByteBuffer key);
    }

    /** The draft of an action whose body holds the key of a password, or none. Blocks for some seconds at most. */
    static Drafted draft(CommandContext context, String group, @Nullable GroupPassword password, Body body) {
        var conversation = Ids.group(group);
        if (password == null || password.text().isEmpty()) {
            return new Drafted.Ready(context.draft(conversation, body.with(null)));
        }
        if (!context.mayBlock()) {
            return new Drafted.WouldBlock();
        }
        return context.passwordCores()
                .use(() -> key(context.tenant(), group, password.text()))
                .<Drafted>map(key -> new Drafted.Ready(context.draft(conversation, body.with(key))))
                .orElseGet(() -> new Drafted.RefusedAtEdge(Problem.of(
                                ErrorCode.TOO_BUSY, "Server busy: too many passwords are being checked; retry later.")
                        .retryAfter(RETRY_AFTER)));
    }

    @Override
    public String toString() {
        return "[REDACTED]";
    }

    /** Takes a tenth of a second of a core. */
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
