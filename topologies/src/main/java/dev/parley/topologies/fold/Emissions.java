package dev.parley.topologies.fold;

import dev.parley.topologies.store.KeyValues;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which keys changed since they were last written, and when each is due: however often one changes meanwhile, it is written
 * once. What changed lately has an entry in the state ({@code P}), and is written again after a crash: what waited, and what the producer
 * may not have got out. An entry ends half a minute after the last change. One thread.
 */
public final class Emissions {
    /** Longer than a commit takes to come: what was sent before a commit is durable. */
    static final Duration KEPT = Duration.ofSeconds(30);
    /** About 2 MB of memory. */
    static final int MAX_KEYS = 10_000;

    private static final char ENTRY = 'P';
    private static final byte[] PRESENT = {1};
    private static final int PAGE = 1_000;
    private static final long NEVER = Long.MAX_VALUE;
    private static final long LONG_AGO = Long.MIN_VALUE / 2;

    private final KeyValues state;
    /** The longest unchanged first. */
    private final LinkedHashMap<ByteBuffer, Times> keys = new LinkedHashMap<>();

    /** Of what was taken last. */
    private final Set<ByteBuffer> uncertain = new HashSet<>();

    private boolean isPressed;
    private long takenAt = LONG_AGO;
    private int waiting;

    private record Times(long dueAt, long writtenAt, long changedAt) {
        /** As if nothing had happened later. */
        Times before(long now) {
            return new Times(dueAt, Math.min(writtenAt, now), Math.min(changedAt, now));
        }
    }

    /** Everything with an entry in the state is due at once. */
    public Emissions(KeyValues state) {
        this.state = state;
        restore();
    }

    private void restore() {
        var from = new byte[] {ENTRY};
        var end = new byte[] {ENTRY + 1};
        List<KeyValues.Entry> page;
        do {
            page = state.first(from, end, PAGE);
            for (var entry : page) {
                keys.put(ByteBuffer.wrap(StateKey.recordKey(entry.key())), new Times(LONG_AGO, LONG_AGO, LONG_AGO));
                from = StateKey.after(entry.key());
            }
        } while (page.size() == PAGE);
        waiting = keys.size();
    }

    /** A key changed; to be called before the change is put into the state, so that no change is there without an entry. */
    public void touch(byte[] key, long now, Pace pace) {
        var wrapped = ByteBuffer.wrap(key);
        // Taken out, so that it goes to the end.
        var before = keys.remove(wrapped);
        if (before == null) {
            state.put(StateKey.of(ENTRY, key), PRESENT);
        }
        waiting += before != null && before.dueAt() != NEVER ? 0 : 1;
        keys.put(wrapped, touched(before, now, pace));
    }

    /** A change was taken for a second time: what was written of it the first time may not have got out. */
    public void again(byte[] key, long now) {
        touch(key, now, new Pace(0, 0));
        keys.computeIfPresent(ByteBuffer.wrap(key), (_, times) -> new Times(LONG_AGO, times.writtenAt(), now));
    }

    private static Times touched(@Nullable Times before, long now, Pace pace) {
        var soonest = now + pace.delay();
        return before == null
                ? new Times(soonest, LONG_AGO, now)
                : new Times(
                        Math.min(before.dueAt(), Math.max(soonest, before.writtenAt() + pace.spacing())),
                        before.writtenAt(),
                        now);
    }

    /** Whether so much waits that it is to be taken now. */
    public boolean isFull() {
        return keys.size() >= MAX_KEYS;
    }

    /** How many keys wait to be written. */
    public int waiting() {
        return waiting;
    }

    /** The keys to write now; all of them where they are too many, or the clock was put back. They are then taken as written. */
    public List<byte[]> take(long now) {
        var taken = new ArrayList<byte[]>();
        uncertain.clear();
        isPressed = isFull();
        var isAll = isPressed || now < takenAt;
        if (now < takenAt) {
            keys.replaceAll((_, times) -> times.before(now));
        }
        takenAt = now;
        for (var entry : keys.entrySet()) {
            var times = entry.getValue();
            if (times.dueAt() <= now || (isAll && times.dueAt() != NEVER)) {
                taken.add(entry.getKey().array());
                if (times.dueAt() == LONG_AGO) {
                    uncertain.add(entry.getKey());
                }
                entry.setValue(new Times(NEVER, now, times.changedAt()));
            }
        }
        waiting -= taken.size();
        forget(now);
        return taken;
    }

    /** Whether a key that was taken last may have been written before without getting out. */
    public boolean isUncertain(byte[] key) {
        return uncertain.contains(ByteBuffer.wrap(key));
    }

    /** Whether all was taken last because it was too much: nothing of it may wait any longer. */
    public boolean isPressed() {
        return isPressed;
    }

    /** Ends the entries of what has been unchanged for long; of too many the older half. */
    private void forget(long now) {
        var most = isFull() ? MAX_KEYS / 2 : MAX_KEYS;
        var oldest = keys.entrySet().iterator();
        while (oldest.hasNext()) {
            var next = oldest.next();
            if (keys.size() <= most && !isPast(next, now)) {
                return;
            }
            state.delete(StateKey.of(ENTRY, next.getKey().array()));
            oldest.remove();
        }
    }

    private static boolean isPast(Map.Entry<ByteBuffer, Times> entry, long now) {
        var times = entry.getValue();
        return times.dueAt() == NEVER
                && now - times.changedAt() > KEPT.toMillis()
                && now - times.writtenAt() > KEPT.toMillis();
    }
}
