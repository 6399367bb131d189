package dev.parley.topologies.streams;

import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** How a feature's one store is made. */
final class StoreBuilders {
    private StoreBuilders() {}

    /** RocksDB with a changelog, without a cache: a cache would hold records back until the commit. */
    public static StoreBuilder<KeyValueStore<Bytes, byte[]>> persistent(String name) {
        return logged(name).withCachingDisabled();
    }

    /** As {@link #persistent}, with a cache: what changes often between two commits is put into RocksDB and the changelog once. */
    public static StoreBuilder<KeyValueStore<Bytes, byte[]>> cached(String name) {
        return logged(name).withCachingEnabled();
    }

    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> logged(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingEnabled(Map.of("cleanup.policy", "compact"));
    }
}
