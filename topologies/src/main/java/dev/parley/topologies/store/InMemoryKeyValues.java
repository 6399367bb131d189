package dev.parley.topologies.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** State in memory, for dry runs, replays and tests; can be copied as it is at a commit. One thread. */
public final class InMemoryKeyValues implements KeyValues {
    private final TreeMap<byte[], byte[]> entries = new TreeMap<>(Arrays::compareUnsigned);

    public InMemoryKeyValues copy() {
        var copy = new InMemoryKeyValues();
        copy.entries.putAll(entries);
        return copy;
    }

    public int size() {
        return entries.size();
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        return entries.get(key);
    }

    @Override
    public void put(byte[] key, byte[] value) {
        entries.put(key, value);
    }

    @Override
    public void delete(byte[] key) {
        entries.remove(key);
    }

    @Override
    public List<Entry> first(byte[] fromInclusive, byte[] toExclusive, int limit) {
        var first = new ArrayList<Entry>();
        // No stream: that would count the whole range.
        for (var entry : entries.subMap(fromInclusive, toExclusive).entrySet()) {
            if (first.size() == limit) {
                break;
            }
            first.add(new Entry(entry.getKey(), entry.getValue()));
        }
        return first;
    }

    @Override
    public byte @Nullable [] lastKey(byte[] fromInclusive, byte[] toExclusive) {
        var range = entries.subMap(fromInclusive, toExclusive);
        return range.isEmpty() ? null : range.lastKey();
    }
}
