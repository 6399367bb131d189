package dev.parley.topologies;

import dev.parley.runtime.operator.FeatureStatus.Restoring;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stores that an application restores from the log at the moment. Safe for many threads. */
final class RestoreProgress implements StateRestoreListener {
    private static final Logger LOG = LoggerFactory.getLogger(RestoreProgress.class);

    private final String feature;
    private final ConcurrentHashMap<TopicPartition, Restoring> stores = new ConcurrentHashMap<>();

    RestoreProgress(String feature) {
        this.feature = feature;
    }

    /** Sorted by partition. */
    List<Restoring> stores() {
        return stores.values().stream()
                .sorted(Comparator.comparing(Restoring::partition))
                .toList();
    }

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long from, long to) {
        stores.put(partition, new Restoring(store, partition.toString(), 0, Math.max(0, to - from)));
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long end, long restored) {
        stores.computeIfPresent(
                partition,
                (_, known) -> new Restoring(store, known.partition(), known.done() + restored, known.total()));
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long restored) {
        stores.remove(partition);
        LOG.info(
                "event=store-restored feature={} store={} partition={} records={}",
                feature,
                store,
                partition,
                restored);
    }

    @Override
    public void onRestoreSuspended(TopicPartition partition, String store, long restored) {
        stores.remove(partition);
    }
}
