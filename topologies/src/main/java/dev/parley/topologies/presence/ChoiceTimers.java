package dev.parley.topologies.presence;

import dev.parley.topologies.store.KeyValues;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** When choices of users end: keys {@code T}, time in milliseconds, key of the user. Times are above 0. One thread. */
final class ChoiceTimers {
    private static final char TIMER = 'T';
    private static final byte[] PRESENT = {1};
    private static final int HEAD = 1 + Long.BYTES;

    private final KeyValues state;
    /** No timer is due before. */
    private long next;

    /** @param user key of the user's records */
    record Timer(long until, byte[] user) {}

    ChoiceTimers(KeyValues state) {
        this.state = state;
    }

    void add(long until, byte[] user) {
        state.put(keyOf(until, user), PRESENT);
        next = Math.min(next, until);
    }

    void remove(long until, byte[] user) {
        state.delete(keyOf(until, user));
    }

    /** Timers that are due; more of them may be. They stay until they are removed. */
    List<Timer> due(long at, int limit) {
        if (at < next) {
            return List.of();
        }
        var due = state.first(new byte[] {TIMER}, keyOf(at + 1, new byte[0]), limit).stream()
                .map(entry -> timerOf(entry.key()))
                .toList();
        if (due.size() < limit) {
            next = state.first(keyOf(at + 1, new byte[0]), new byte[] {TIMER + 1}, 1).stream()
                    .mapToLong(entry -> timerOf(entry.key()).until())
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
        }
        return due;
    }

    private static byte[] keyOf(long until, byte[] user) {
        return ByteBuffer.allocate(HEAD + user.length)
                .put((byte) TIMER)
                .putLong(until)
                .put(user)
                .array();
    }

    private static Timer timerOf(byte[] key) {
        return new Timer(ByteBuffer.wrap(key).getLong(1), Arrays.copyOfRange(key, HEAD, key.length));
    }
}
