package dev.parley.topologies.users;

import dev.parley.topologies.store.KeyValues;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * When sessions end (keys {@code Y}, in the order of their ends), so that they can be purged: a few with each action, within the draft
 * of its decision; where the action is refused, with a later one. One thread.
 */
final class SessionExpiry {
    private static final int PURGED_PER_ACTION = 4;
    private static final byte EXPIRY = 'Y';
    private static final byte[] BEGIN = {EXPIRY};
    private static final byte[] END = {EXPIRY + 1};
    private static final int AT = 1 + Long.BYTES;

    /** Below this key the committed state has no entry. Only saves look-ups. */
    private byte[] emptyBelow = BEGIN;

    void add(KeyValues draft, long expiresAt, byte[] sessionKey) {
        var key = ByteBuffer.allocate(AT + sessionKey.length)
                .put(EXPIRY)
                .putLong(expiresAt)
                .put(sessionKey)
                .array();
        draft.put(key, new byte[0]);
        if (Arrays.compareUnsigned(key, emptyBelow) < 0) {
            emptyBelow = key;
        }
    }

    /** @param isOver whether what stands under a session's key has expired: the key may have been used again */
    void purge(KeyValues draft, long now, Predicate<byte[]> isOver) {
        if (emptyBelow.length >= AT && endOf(emptyBelow) > now) {
            return;
        }
        var first = draft.first(emptyBelow, END, PURGED_PER_ACTION);
        emptyBelow = first.isEmpty() ? END : first.getFirst().key();
        for (var entry : first) {
            if (endOf(entry.key()) > now) {
                return;
            }
            var sessionKey = Arrays.copyOfRange(entry.key(), AT, entry.key().length);
            if (isOver.test(sessionKey)) {
                draft.delete(sessionKey);
            }
            draft.delete(entry.key());
        }
    }

    private static long endOf(byte[] key) {
        return ByteBuffer.wrap(key).getLong(1);
    }
}
