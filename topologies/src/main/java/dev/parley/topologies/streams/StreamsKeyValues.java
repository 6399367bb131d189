package dev.parley.topologies.streams;

import dev.parley.topologies.store.KeyValues;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** A state store of Kafka Streams: RocksDB behind a changelog topic. */
record StreamsKeyValues(KeyValueStore<Bytes, byte[]> store) implements KeyValues {
    @Override
    public byte @Nullable [] get(byte[] key) {
        return store.get(Bytes.wrap(key));
    }

    @Override
    public void put(byte[] key, byte[] value) {
        store.put(Bytes.wrap(key), value);
    }

    @Override
    public void delete(byte[] key) {
        store.delete(Bytes.wrap(key));
    }

    @Override
    public void change(List<Change> changes) {
        // One write to RocksDB, and then the changelog's records right after each other: the producer, which waits for
        // nothing, finds them all and needs one request for them.
        store.putAll(changes.stream()
                .map(change -> KeyValue.pair(Bytes.wrap(change.key()), change.value()))
                .toList());
    }

    @Override
    public List<Entry> first(byte[] fromInclusive, byte[] toExclusive, int limit) {
        var entries = new ArrayList<Entry>(limit);
        var end = Bytes.wrap(toExclusive);
        try (var range = store.range(Bytes.wrap(fromInclusive), end)) {
            while (entries.size() < limit && range.hasNext()) {
                var next = range.next();
                if (next.key.compareTo(end) < 0) {
                    entries.add(new Entry(next.key.get(), next.value));
                }
            }
        }
        return entries;
    }

    @Override
    public byte @Nullable [] lastKey(byte[] fromInclusive, byte[] toExclusive) {
        var end = Bytes.wrap(toExclusive);
        try (var range = store.reverseRange(Bytes.wrap(fromInclusive), end)) {
            while (range.hasNext()) {
                var key = range.next().key;
                if (key.compareTo(end) < 0) {
                    return key.get();
                }
            }
            return null;
        }
    }
}
