package dev.parley.edge.directory;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the users of one tenant: an open-addressed hash table of byte arrays, each of which ends with its id. Any thread may
 * read, without a lock; writers take turns.
 */
public final class PackedTable {
    private static final int INITIAL_SLOTS = 16;
    private static final long PRIME = 0x100000001B3L;
    private static final long MIX = 0x9E3779B97F4A7C15L;
    /** Empty, which no entry is: marks a slot whose entry was removed, so that a search goes on behind it. */
    private static final byte[] REMOVED = new byte[0];
    /** Different in each process, so that ids cannot be chosen to collide. */
    private static final long SEED = ThreadLocalRandom.current().nextLong();

    private final Layout layout;
    private volatile AtomicReferenceArray<byte @Nullable []> slots = new AtomicReferenceArray<>(INITIAL_SLOTS);
    private int used;

    /** Where an entry holds what. */
    public interface Layout {
        /** Of two entries of an id the one with the higher version stays. */
        long version(byte[] packed);

        /** Where the id begins; it ends with the array. */
        int idAt(byte[] packed);
    }

    public PackedTable(Layout layout) {
        this.layout = layout;
    }

    /** Null where there is none. */
    public byte @Nullable [] find(byte[] id) {
        var current = slots;
        for (var at = slotOf(id, 0, current.length()); ; at = (at + 1) & (current.length() - 1)) {
            var packed = current.get(at);
            if (packed == null || isOf(packed, id)) {
                return packed;
            }
        }
    }

    /**
     * Puts an entry in the place of an older one of its id.
     *
     * @return false where what was known is as new
     */
    public synchronized boolean put(byte[] packed) {
        var id = Arrays.copyOfRange(packed, layout.idAt(packed), packed.length);
        var at = slotFor(slots, id);
        var known = slots.get(at);
        if (known != null && layout.version(known) >= layout.version(packed)) {
            return false;
        }
        slots.set(at, packed);
        if (known == null && ++used * 4 > slots.length() * 3) {
            grow();
        }
        return true;
    }

    /** Forgets an id; harmless where it is not there. */
    public synchronized void remove(byte[] id) {
        var at = slotFor(slots, id);
        if (slots.get(at) != null) {
            slots.set(at, REMOVED);
        }
    }

    private int slotFor(AtomicReferenceArray<byte @Nullable []> slots, byte[] id) {
        var at = slotOf(id, 0, slots.length());
        while (true) {
            var packed = slots.get(at);
            if (packed == null || isOf(packed, id)) {
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

    private int freeSlot(AtomicReferenceArray<byte @Nullable []> slots, byte[] packed) {
        var at = slotOf(packed, layout.idAt(packed), slots.length());
        while (slots.getPlain(at) != null) {
            at = (at + 1) & (slots.length() - 1);
        }
        return at;
    }

    private boolean isOf(byte[] packed, byte[] id) {
        return packed.length > 0 && Arrays.equals(packed, layout.idAt(packed), packed.length, id, 0, id.length);
    }

    private static int slotOf(byte[] bytes, int from, int slots) {
        var hash = SEED;
        for (var i = from; i < bytes.length; i++) {
            hash = (hash ^ bytes[i]) * PRIME;
        }
        return (int) ((hash * MIX) >>> Integer.SIZE) & (slots - 1);
    }
}
