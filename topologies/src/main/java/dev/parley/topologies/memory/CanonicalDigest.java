package dev.parley.topologies.memory;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * 128 bits of a SHA-256 over a record's canonical form ({@link CanonicalForm}): a new optional field that is not set changes no
 * digest. Digests are published and kept in the state, so the form never changes. One thread.
 */
public final class CanonicalDigest {
    private static final int BYTES = 16;

    private final CanonicalForm form = new CanonicalForm();
    private final MessageDigest sha = sha256();

    public byte[] of(Object record) {
        form.write(record);
        form.updateAndClear(sha);
        return Arrays.copyOf(sha.digest(), BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
