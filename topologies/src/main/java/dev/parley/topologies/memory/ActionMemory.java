package dev.parley.topologies.memory;

import dev.parley.topologies.memory.Recall.New;
import dev.parley.topologies.memory.Recall.Repeated;
import dev.parley.topologies.memory.Recall.Reused;
import dev.parley.topologies.state.RememberedAction;
import dev.parley.topologies.store.KeyValues;
import dev.parley.topologies.store.StateCodec;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;

/**
 * Remembers decided actions (keys {@code A}) for 24 hours of partition time. Whether an expired entry was already purged
 * never shows, because times are compared on every recall; a few entries are purged with each record, in the order of an
 * expiry index (keys {@code X}). One thread.
 */
public final class ActionMemory {
    public static final Duration WINDOW = Duration.ofHours(24);

    private static final int PURGED_PER_RECORD = 4;
    private static final byte ACTION = 'A';
    private static final byte EXPIRY = 'X';
    private static final byte[] EXPIRY_BEGIN = {EXPIRY};
    private static final byte[] EXPIRY_END = {EXPIRY + 1};

    private final StateCodec<RememberedAction> codec = new StateCodec<>(RememberedAction.getClassSchema());
    // Both only save look-ups: before which time nothing expires, and below which key everything was purged.
    private long nothingExpiresBefore = Long.MIN_VALUE;
    private byte[] purgedBelow = EXPIRY_BEGIN;

    public Recall recall(KeyValues state, ActionIdentity identity, byte[] asked, long now) {
        var before = codec.read(state.get(actionKey(identity.bytes())));
        if (before == null || isExpired(before.getAt(), now)) {
            return new New();
        }
        return Arrays.equals(before.getAsked().bytes(), asked) ? new Repeated(before) : new Reused();
    }

    /**
     * Remembers a decided action.
     *
     * @param alsoForgotten another key of the state that expires with the entry; empty for none
     */
    public void remember(KeyValues state, ActionIdentity identity, RememberedAction action, byte[] alsoForgotten) {
        state.put(actionKey(identity.bytes()), codec.write(action));
        state.put(expiryKey(action.getAt(), identity.bytes()), alsoForgotten);
        nothingExpiresBefore = Math.min(nothingExpiresBefore, action.getAt() + WINDOW.toMillis());
    }

    /** When the youngest entry was made, in partition time; {@link Long#MIN_VALUE} where there is none. */
    public static long youngest(KeyValues state) {
        var last = state.lastKey(EXPIRY_BEGIN, EXPIRY_END);
        return last == null ? Long.MIN_VALUE : ByteBuffer.wrap(last).getLong(1);
    }

    /** Forgets some of what has expired. */
    public void purge(KeyValues state, long now) {
        if (now < nothingExpiresBefore || now < WINDOW.toMillis()) {
            return;
        }
        var oldest = state.first(purgedBelow, EXPIRY_END, PURGED_PER_RECORD);
        nothingExpiresBefore = Long.MAX_VALUE;
        for (var entry : oldest) {
            var at = ByteBuffer.wrap(entry.key()).getLong(1);
            if (!isExpired(at, now)) {
                nothingExpiresBefore = at + WINDOW.toMillis();
                return;
            }
            forget(state, entry, now);
            nothingExpiresBefore = now;
        }
    }

    public static boolean isExpired(long at, long now) {
        return now - at >= WINDOW.toMillis();
    }

    private void forget(KeyValues state, KeyValues.Entry expired, long now) {
        var identity = Arrays.copyOfRange(expired.key(), 1 + Long.BYTES, expired.key().length);
        var action = codec.read(state.get(actionKey(identity)));
        // The same id may have been used again after it expired: then the entry is younger than this index says.
        if (action != null && isExpired(action.getAt(), now)) {
            state.delete(actionKey(identity));
        }
        if (expired.value().length > 0) {
            state.delete(expired.value());
        }
        state.delete(expired.key());
        purgedBelow = expired.key();
    }

    private static byte[] actionKey(byte[] identity) {
        return ByteBuffer.allocate(1 + identity.length)
                .put(ACTION)
                .put(identity)
                .array();
    }

    private static byte[] expiryKey(long at, byte[] identity) {
        return ByteBuffer.allocate(1 + Long.BYTES + identity.length)
                .put(EXPIRY)
                .putLong(at)
                .put(identity)
                .array();
    }
}
