package dev.parley.topologies.memory;

import dev.parley.schemas.topics.Topic;
import java.util.Arrays;

/**
 * Sixteen bytes that identify the body of an action, without what the edge stamped: tells a retry from another request under
 * the same id. One thread.
 */
public final class RequestDigest {
    private final CanonicalDigest digest = new CanonicalDigest();
    private final FormerDigest former;

    /** @param topic the topic of the actions */
    public RequestDigest(Topic topic) {
        this.former = FormerDigest.of(topic);
    }

    public byte[] of(Object body) {
        return digest.of(body);
    }

    /**
     * Whether a remembered digest is that of this body.
     *
     * @param digest of the body, as {@link #of} gives it
     */
    public boolean isOf(byte[] remembered, byte[] digest, Object body) {
        return Arrays.equals(remembered, digest) || former.isOf(remembered, body);
    }
}
