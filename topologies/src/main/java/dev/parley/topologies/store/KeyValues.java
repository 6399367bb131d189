package dev.parley.topologies.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A feature's state: bytes by bytes, in unsigned byte order. Keys begin with one byte that says what they are. One thread. */
public interface KeyValues {
    /** A key and its value. */
    record Entry(byte[] key, byte[] value) {}

    /** What becomes of a key: its value, or null where it is deleted. */
    record Change(byte[] key, byte @Nullable [] value) {}

    byte @Nullable [] get(byte[] key);

    void put(byte[] key, byte[] value);

    void delete(byte[] key);

    /** All of them, in their order; at once where that is cheaper. */
    default void change(List<Change> changes) {
        for (var change : changes) {
            if (change.value() == null) {
                delete(change.key());
            } else {
                put(change.key(), change.value());
            }
        }
    }

    /** The first entries of a range, ascending. */
    List<Entry> first(byte[] fromInclusive, byte[] toExclusive, int limit);

    /** The key of the last entry of a range; null where it is empty. */
    byte @Nullable [] lastKey(byte[] fromInclusive, byte[] toExclusive);
}
