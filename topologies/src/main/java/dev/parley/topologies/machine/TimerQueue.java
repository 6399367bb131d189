package dev.parley.topologies.machine;

import dev.parley.topologies.store.KeyValues;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * What happens at a time, by partition time (keys {@code T}, then when, in milliseconds, then an identity of 16 bytes). The earliest
 * time is known without a look at the state, so a record that nothing is due with costs one comparison; it is found again from the
 * state after a restart. One thread.
 */
public final class TimerQueue {
    /** More of what is due at once fires with the next records. */
    public static final int MAX_FIRED = 500;

    /** In the place of a time: nothing waits. */
    public static final long NONE = Long.MAX_VALUE;

    private static final byte TIMER = 'T';
    private static final byte[] BEGIN = {TIMER};
    private static final byte[] END = {TIMER + 1};
    private static final int LOADED_AT_ONCE = 1_000;
    private static final long UNKNOWN = Long.MIN_VALUE;

    /** Never later than the first timer of the state: one that was removed, or drafted in vain, only costs a look. */
    private long earliest = UNKNOWN;
    /** Nothing is below: saves a walk over what was deleted. */
    private byte[] firedBelow = BEGIN;

    private long waiting;
    private long drafted;

    /** A timer as it lies in the state. */
    public record Timer(byte[] key, byte[] value) {
        /** Which timer of its time it is. */
        public byte[] identity() {
            return Arrays.copyOfRange(key, 1 + Long.BYTES, key.length);
        }
    }

    /** Sets a timer in a draft. Setting it again changes its value. */
    public void set(KeyValues draft, long due, byte[] identity, byte[] value) {
        var key = keyOf(due, identity);
        drafted += draft.get(key) == null ? 1 : 0;
        draft.put(key, value);
        if (earliest != UNKNOWN) {
            earliest = Math.min(earliest, due);
        }
    }

    /** Removes a timer in a draft, if there is one. */
    public void remove(KeyValues draft, long due, byte[] identity) {
        remove(draft, keyOf(due, identity));
    }

    void remove(KeyValues draft, byte[] key) {
        drafted -= draft.get(key) == null ? 0 : 1;
        draft.delete(key);
    }

    /** The first timers that are due, in their order. */
    List<Timer> due(KeyValues state, long now) {
        if (now < earliest(state)) {
            return List.of();
        }
        var found = state.first(firedBelow, keyOf(now + 1, new byte[0]), MAX_FIRED);
        if (found.size() < MAX_FIRED) {
            firedBelow = keyOf(now, new byte[0]);
            earliest = firstFrom(state, keyOf(now + 1, new byte[0]));
        } else {
            var last = found.getLast().key();
            firedBelow = Arrays.copyOf(last, 1 + Long.BYTES);
            earliest = firstFrom(state, Arrays.copyOf(last, last.length + 1));
        }
        return found.stream()
                .map(entry -> new Timer(entry.key(), entry.value()))
                .toList();
    }

    /** No timer is due before this time; {@link #NONE} where none waits. */
    long earliest(KeyValues state) {
        if (earliest == UNKNOWN) {
            load(state);
        }
        return earliest;
    }

    /** How many timers wait. */
    long waiting() {
        return waiting;
    }

    /** What was drafted has become state, or is forgotten. */
    void settle(boolean isCommitted) {
        waiting += isCommitted ? drafted : 0;
        drafted = 0;
    }

    private void load(KeyValues state) {
        earliest = firstFrom(state, BEGIN);
        var from = BEGIN;
        var page = state.first(from, END, LOADED_AT_ONCE);
        while (!page.isEmpty()) {
            waiting += page.size();
            var last = page.getLast().key();
            from = Arrays.copyOf(last, last.length + 1);
            page = state.first(from, END, LOADED_AT_ONCE);
        }
    }

    private static long firstFrom(KeyValues state, byte[] from) {
        return state.first(from, END, 1).stream()
                .mapToLong(entry -> ByteBuffer.wrap(entry.key()).getLong(1))
                .findFirst()
                .orElse(NONE);
    }

    private static byte[] keyOf(long due, byte[] identity) {
        return ByteBuffer.allocate(1 + Long.BYTES + identity.length)
                .put(TIMER)
                .putLong(due)
                .put(identity)
                .array();
    }
}
