package dev.parley.topologies.memory;

import dev.parley.schemas.topics.Topic;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Sixteen bytes that identify the body of an action, without what the edge stamped: tells a retry from another request under
 * the same id. Digests are kept in the state, so the canonical form never changes ({@link CanonicalForm}). One thread.
 */
public final class RequestDigest {
    private static final int BYTES = 16;

    private final CanonicalForm form = new CanonicalForm();
    private final MessageDigest sha = sha256();
    private final FormerDigest former;

    /** @param topic the topic of the actions */
    public RequestDigest(Topic topic) {
        this.former = FormerDigest.of(topic);
    }

    public byte[] of(Object body) {
        form.write(body);
        form.updateAndClear(sha);
        return Arrays.copyOf(sha.digest(), BYTES);
    }

    /**
     * Whether a remembered digest is that of this body.
     *
     * @param digest of the body, as {@link #of} gives it
     */
    public boolean isOf(byte[] remembered, byte[] digest, Object body) {
        return Arrays.equals(remembered, digest) || former.isOf(remembered, body);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
