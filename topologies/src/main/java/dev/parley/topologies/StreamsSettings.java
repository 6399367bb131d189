package dev.parley.topologies;

import dev.parley.topologies.streams.BoundedRocksDb;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Kafka Streams settings: the feature's guarantee for durable readers, and low latency for live readers. */
final class StreamsSettings {
    private static final Duration SESSION = Duration.ofSeconds(6);
    private static final int BEATS_PER_SESSION = 4;

    /**
     * Beyond the commit interval, before an open transaction counts as hung. Shorter than a session: whoever takes over from a
     * dead instance cannot begin before its last transaction has ended.
     */
    private static final Duration TRANSACTION_GRACE = Duration.ofSeconds(4);

    /** After a failure this much is processed again; nobody waits for a commit. */
    private static final Duration COMMIT_AT_LEAST_ONCE = Duration.ofSeconds(5);

    private static final long CACHE_AT_LEAST_ONCE = 8L << 20;
    private static final int FETCH_BYTES = 256 << 10;
    /** What a tick writes goes out together. */
    private static final int TICK_OUTPUT_MS = 10;

    private StreamsSettings() {}

    static Properties of(Feature feature, TopologiesSettings settings) {
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "parley-" + feature.name());
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.kafka().bootstrapServers());
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, settings.kafka().replicationFactor());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir().toString());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, feature.threads(settings.threads()));
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbyReplicas());
        properties.putAll(guaranteeing(feature.guarantee(), settings.commitInterval()));
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        // One input topic, or several in whatever order: there is nothing to wait for, and looking for it costs each
        // record.
        properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        // With so few requests in flight, what is decided meanwhile makes the next batch, so batches follow the load;
        // the
        // second lets the others pass a partition that waits to be made part of a transaction.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 2);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), 5);
        // A transaction that hangs holds back every durable reader: at most this long.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), (int)
                settings.commitInterval().plus(TRANSACTION_GRACE).toMillis());
        properties.putAll(pacing(feature.fetchWait()));
        properties.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), (int) SESSION.toMillis());
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), (int)
                SESSION.dividedBy(BEATS_PER_SESSION).toMillis());
        return properties;
    }

    private static Map<String, Object> guaranteeing(Guarantee guarantee, Duration commitInterval) {
        return switch (guarantee) {
            case EXACTLY_ONCE ->
                Map.of(
                        StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                        StreamsConfig.EXACTLY_ONCE_V2,
                        StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                        commitInterval.toMillis(),
                        // A cache would hold records back until the commit.
                        StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG,
                        0L);
            case AT_LEAST_ONCE ->
                Map.of(
                        StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                        StreamsConfig.AT_LEAST_ONCE,
                        StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                        COMMIT_AT_LEAST_ONCE.toMillis(),
                        StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG,
                        CACHE_AT_LEAST_ONCE,
                        // What these features read was written in transactions, of which some are aborted.
                        StreamsConfig.mainConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG),
                        "read_committed");
        };
    }

    /** @param wait how long a record may wait for others */
    private static Map<String, Object> pacing(Duration wait) {
        return wait.isZero()
                ? Map.of(
                        // A record ends the wait at once; only the last commit before a silence may be this much late.
                        StreamsConfig.POLL_MS_CONFIG,
                        50,
                        StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MIN_BYTES_CONFIG),
                        1,
                        // Streams would silently wait 100 ms for more to send.
                        StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG),
                        0)
                : Map.of(
                        StreamsConfig.POLL_MS_CONFIG,
                        wait.toMillis(),
                        StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MIN_BYTES_CONFIG),
                        FETCH_BYTES,
                        StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG),
                        (int) wait.toMillis(),
                        StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG),
                        TICK_OUTPUT_MS);
    }
}
