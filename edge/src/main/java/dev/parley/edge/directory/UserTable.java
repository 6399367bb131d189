package dev.parley.edge.directory;

import dev.parley.schemas.User;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The users of one tenant: an open-addressed hash table of packed users. Any thread may read, without a lock; writers
 * take turns.
 */
final class UserTable {
    private static final int INITIAL_SLOTS = 16;
    private static final long PRIME = 0x100000001B3L;
    private static final long MIX = 0x9E3779B97F4A7C15L;
    /** Empty, which no user is: marks a slot whose user was removed, so that a search goes on behind it. */
    private static final byte[] REMOVED = new byte[0];
    /** Different in each process, so that ids cannot be chosen to collide. */
    private static final long SEED = ThreadLocalRandom.current().nextLong();

    private volatile AtomicReferenceArray<byte @Nullable []> slots = new AtomicReferenceArray<>(INITIAL_SLOTS);
    private int used;

    byte @Nullable [] find(byte[] id) {
        var current = slots;
        for (var at = slotOf(id, 0, current.length()); ; at = (at + 1) & (current.length() - 1)) {
            var packed = current.get(at);
            if (packed == null || PackedUser.isOf(packed, id)) {
                return packed;
            }
        }
    }

    /** Whether this was newer than what was known. */
    synchronized boolean put(User user) {
        var packed = PackedUser.pack(user);
        var id = PackedUser.utf8(user.getId());
        var at = slotFor(slots, id);
        var known = slots.get(at);
        if (known != null && PackedUser.version(known) >= user.getVersion()) {
            return false;
        }
        slots.set(at, packed);
        if (known == null && ++used * 4 > slots.length() * 3) {
            grow();
        }
        return true;
    }

    synchronized void remove(byte[] id) {
        var at = slotFor(slots, id);
        if (slots.get(at) != null) {
            slots.set(at, REMOVED);
        }
    }

    private static int slotFor(AtomicReferenceArray<byte @Nullable []> slots, byte[] id) {
        var at = slotOf(id, 0, slots.length());
        while (true) {
            var packed = slots.get(at);
            if (packed == null || PackedUser.isOf(packed, id)) {
                return at;
            }
            at = (at + 1) & (slots.length() - 1);
        }
    }

    /** Copies into a new table, the removed left out; readers of the old one see what was true when they began. */
    private void grow() {
        var live = 0;
        for (var i = 0; i < slots.length(); i++) {
            var packed = slots.get(i);
            live += packed == null || packed.length == 0 ? 0 : 1;
        }
        var grown = new AtomicReferenceArray<byte @Nullable []>(
                Math.max(INITIAL_SLOTS, Integer.highestOneBit(live * 2) * 2));
        for (var i = 0; i < slots.length(); i++) {
            var packed = slots.get(i);
            if (packed != null && packed.length > 0) {
                grown.setPlain(freeSlot(grown, packed), packed);
            }
        }
        used = live;
        slots = grown;
    }

    private static int freeSlot(AtomicReferenceArray<byte @Nullable []> slots, byte[] packed) {
        var at = slotOf(packed, PackedUser.idAt(packed), slots.length());
        while (slots.getPlain(at) != null) {
            at = (at + 1) & (slots.length() - 1);
        }
        return at;
    }

    private static int slotOf(byte[] bytes, int from, int slots) {
        var hash = SEED;
        for (var i = from; i < bytes.length; i++) {
            hash = (hash ^ bytes[i]) * PRIME;
        }
        return (int) ((hash * MIX) >>> Integer.SIZE) & (slots - 1);
    }
}
