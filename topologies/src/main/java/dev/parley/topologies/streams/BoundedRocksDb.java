package dev.parley.topologies.streams;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/** One bound on the memory of all RocksDB stores of a process, however many partitions it has: 64 MiB, write buffers included. */
public final class BoundedRocksDb implements RocksDBConfigSetter {
    private static final long CACHE_BYTES = 64L << 20;
    private static final long WRITE_BUFFERS_BYTES = 32L << 20;
    private static final long WRITE_BUFFER_BYTES = 4L << 20;
    private static final double FOR_INDEXES_AND_FILTERS = 0.5;
    private static final Shared SHARED = new Shared();

    private static final class Shared {
        private final Cache cache = new LRUCache(CACHE_BYTES, -1, false, FOR_INDEXES_AND_FILTERS);
        private final WriteBufferManager writeBuffers = new WriteBufferManager(WRITE_BUFFERS_BYTES, cache);
    }

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        if (options.tableFormatConfig() instanceof BlockBasedTableConfig tables) {
            tables.setBlockCache(SHARED.cache);
            tables.setCacheIndexAndFilterBlocks(true);
            // What every look-up needs stays, whatever else is read.
            tables.setCacheIndexAndFilterBlocksWithHighPriority(true);
            tables.setPinL0FilterAndIndexBlocksInCache(true);
            options.setTableFormatConfig(tables);
        }
        // Streams assumes that what is looked for is there and builds no filters for most of it. Here nearly every
        // action is new, and each would be looked for on the disk.
        options.setOptimizeFiltersForHits(false);
        options.setWriteBufferManager(SHARED.writeBuffers);
        options.setWriteBufferSize(WRITE_BUFFER_BYTES);
    }

    @Override
    public void close(String storeName, Options options) {
        // Cache and write buffers are shared by all stores and live as long as the process.
    }
}
