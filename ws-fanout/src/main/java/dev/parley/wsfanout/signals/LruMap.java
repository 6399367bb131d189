package dev.parley.wsfanout.signals;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets the entry that was used longest ago when it is full. */
final class LruMap<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;
    private static final float LOAD = 0.75f;

    private final int maxEntries;

    LruMap(int maxEntries) {
        super(16, LOAD, true);
        this.maxEntries = maxEntries;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > maxEntries;
    }
}
