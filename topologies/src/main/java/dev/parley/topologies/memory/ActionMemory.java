package dev.parley.topologies.memory;

import dev.parley.topologies.memory.Recall.New;
import dev.parley.topologies.memory.Recall.Repeated;
import dev.parley.topologies.memory.Recall.Reused;
import dev.parley.topologies.state.RememberedAction;
import dev.parley.topologies.state.RememberedActionV1;
import dev.parley.topologies.state.RememberedActionV2;
import dev.parley.topologies.store.KeyValues;
import dev.parley.topologies.store.StateCodec;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Remembers decided actions (keys {@code A}) for 24 hours of partition time. Whether an expired entry was already purged
 * never shows, because times are compared on every recall; a few entries are purged with each record, in the order of an
 * expiry index (keys {@code X}). The index also names facts that an action set; a fact ends by its own time, so one that a later
 * action has refreshed is left to that action's entry. One thread.
 */
public final class ActionMemory {
    public static final Duration WINDOW = Duration.ofHours(24);

    private static final int PURGED_PER_RECORD = 4;
    private static final byte ACTION = 'A';
    private static final byte EXPIRY = 'X';
    private static final byte[] EXPIRY_BEGIN = {EXPIRY};
    private static final byte[] EXPIRY_END = {EXPIRY + 1};

    private final StateCodec<RememberedAction> codec = StateCodec.after(
            StateCodec.after(
                    new StateCodec<>(RememberedActionV1.getClassSchema()),
                    RememberedActionV2.getClassSchema(),
                    ActionMemory::secondOf),
            RememberedAction.getClassSchema(),
            ActionMemory::actionOf);
    private final FactExpiry facts;
    // Both only save look-ups: before which time nothing expires, and below which key everything was purged.
    private long nothingExpiresBefore = Long.MIN_VALUE;
    private byte[] purgedBelow = EXPIRY_BEGIN;

    /** Knows by a fact's key and value whether its own time is over. */
    public interface FactExpiry {
        boolean isExpired(byte[] key, byte[] fact, long now);

        /** A fact that is kept for longer than it was set for, as it goes on; null where a later action looks after it. */
        default byte @Nullable [] renewed(byte[] key, byte[] fact, long setAt, long now) {
            return null;
        }
    }

    public ActionMemory(FactExpiry facts) {
        this.facts = facts;
    }

    /** @param isAsked whether a remembered digest is that of the request */
    public Recall recall(KeyValues state, ActionIdentity identity, Predicate<byte[]> isAsked, long now) {
        var before = codec.read(state.get(actionKey(identity.bytes())));
        if (before == null || isExpired(before.getAt(), now)) {
            return new New();
        }
        return isAsked.test(before.getAsked().bytes()) ? new Repeated(before) : new Reused();
    }

    /**
     * Remembers a decided action.
     *
     * @param factKeys keys of the facts that it set or refreshed
     */
    public void remember(KeyValues state, ActionIdentity identity, RememberedAction action, List<byte[]> factKeys) {
        state.put(actionKey(identity.bytes()), codec.write(action));
        index(state, action.getAt(), identity.bytes(), factKeys);
    }

    /** Has facts looked at again after 24 hours, that something else than an action has set or refreshed. */
    public void index(KeyValues state, long now, byte[] identity, List<byte[]> factKeys) {
        state.put(expiryKey(now, identity), FactKeys.write(factKeys));
        nothingExpiresBefore = Math.min(nothingExpiresBefore, now + WINDOW.toMillis());
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
            var at = setAt(entry);
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
        for (var factKey : FactKeys.read(expired.value())) {
            var fact = state.get(factKey);
            if (fact != null && facts.isExpired(factKey, fact, now)) {
                state.delete(factKey);
            } else if (fact != null) {
                renew(state, factKey, facts.renewed(factKey, fact, setAt(expired), now), now);
            }
        }
        state.delete(expired.key());
        purgedBelow = expired.key();
    }

    private void renew(KeyValues state, byte[] factKey, byte @Nullable [] renewed, long now) {
        if (renewed != null) {
            state.put(factKey, renewed);
            index(state, now, ActionIdentity.digest(factKey), List.of(factKey));
        }
    }

    private static long setAt(KeyValues.Entry indexed) {
        return ByteBuffer.wrap(indexed.key()).getLong(1);
    }

    private static RememberedActionV2 secondOf(RememberedActionV1 before) {
        return new RememberedActionV2(
                before.getAsked(),
                before.getRefusal(),
                before.getFirstSeq(),
                before.getLastSeq(),
                before.getMessageNo(),
                before.getAt(),
                before.getEventId(),
                before.getRecord(),
                false);
    }

    private static RememberedAction actionOf(RememberedActionV2 before) {
        return new RememberedAction(
                before.getAsked(),
                before.getRefusal(),
                before.getFirstSeq(),
                before.getLastSeq(),
                before.getMessageNo(),
                before.getAt(),
                before.getEventId(),
                before.getRecord(),
                before.getHeld(),
                null);
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
