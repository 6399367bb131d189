package dev.parley.topologies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.runtime.config.ConfigurationException;
import dev.parley.runtime.config.Env;
import dev.parley.topologies.streams.FeatureParts;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fault 32: a transaction that hangs. */
class StreamsSettingsTest {
    private static final int LONGEST_TRANSACTION_MS = 15_000;
    /** Those that clients wait for. */
    private static final List<Feature> FEATURES = Features.named(List.of("conversation", "users"));

    @ParameterizedTest
    @ValueSource(strings = {"1ms", "200ms", "5s"})
    void endsATransactionThatHangsWithinFifteenSeconds(String commitInterval) {
        for (var feature : FEATURES) {
            var config = new StreamsConfig(StreamsSettings.of(feature, settings(commitInterval)));
            var producer = config.getProducerConfigs("client");
            var timeout = (Integer) Objects.requireNonNull(producer.get(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG));
            assertTrue(timeout <= LONGEST_TRANSACTION_MS, feature.name() + ": " + timeout);
            assertTrue(timeout > config.getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG), feature.name());
            assertEquals(StreamsConfig.EXACTLY_ONCE_V2, config.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG));
        }
    }

    @Test
    void endsTheTransactionOfADeadInstanceBeforeItsSession() {
        for (var feature : FEATURES) {
            var config = new StreamsConfig(StreamsSettings.of(feature, settings("")));
            var timeout = (Integer) Objects.requireNonNull(
                    config.getProducerConfigs("client").get(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG));
            var session = (Integer) Objects.requireNonNull(
                    config.getMainConsumerConfigs("group", "client", 0).get(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG));
            assertTrue(timeout < session, feature.name() + ": " + timeout + " < " + session);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "5001ms", "100s"})
    void refusesToCommitSoSeldomThatATransactionWouldLastLonger(String commitInterval) {
        var refusal = assertThrows(ConfigurationException.class, () -> settings(commitInterval));
        assertTrue(refusal.faults().getFirst().startsWith("PARLEY_COMMIT_INTERVAL"), refusal.toString());
    }

    @Test
    void commitsSoonUnlessToldOtherwise() {
        var config = new StreamsConfig(StreamsSettings.of(FEATURES.getFirst(), settings("")));
        assertEquals(500, config.getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG));
    }

    @Test
    void takesGuaranteeAndThreadsFromTheFeature() {
        var config = new StreamsConfig(StreamsSettings.of(new Lenient(), settings("")));
        assertEquals(StreamsConfig.AT_LEAST_ONCE, config.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG));
        assertEquals(3, config.getInt(StreamsConfig.NUM_STREAM_THREADS_CONFIG));
    }

    @ParameterizedTest
    @ValueSource(strings = {"receipts", "heads", "presence"})
    void readsWhatIsCommittedInFewFetches(String name) {
        var feature = Features.named(List.of(name)).getFirst();
        var config = new StreamsConfig(StreamsSettings.of(feature, settings("")));
        var consumer = config.getMainConsumerConfigs("group", "client", 0);
        assertEquals("read_committed", consumer.get(ConsumerConfig.ISOLATION_LEVEL_CONFIG));
        assertEquals(256 << 10, consumer.get(ConsumerConfig.FETCH_MIN_BYTES_CONFIG));
        assertEquals(
                feature.fetchWait().toMillis(),
                ((Integer) Objects.requireNonNull(consumer.get(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG))).longValue());
        assertEquals(5_000, config.getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG));
        assertEquals(1, config.getInt(StreamsConfig.NUM_STREAM_THREADS_CONFIG));
    }

    @Test
    void waitsForNothingWhereClientsWait() {
        for (var feature : FEATURES) {
            var config = new StreamsConfig(StreamsSettings.of(feature, settings("")));
            var consumer = config.getMainConsumerConfigs("group", "client", 0);
            assertEquals(1, consumer.get(ConsumerConfig.FETCH_MIN_BYTES_CONFIG));
            assertEquals(0, config.getLong(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG));
        }
    }

    /** A feature whose readers tolerate duplicates. */
    private record Lenient() implements Feature {
        @Override
        public String name() {
            return "lenient";
        }

        @Override
        public Guarantee guarantee() {
            return Guarantee.AT_LEAST_ONCE;
        }

        @Override
        public int threads(int configured) {
            return configured + 2;
        }

        @Override
        public Topology topology(TopologyConfig config, FeatureParts parts) {
            return new Topology(config);
        }
    }

    private static TopologiesSettings settings(String commitInterval) {
        return TopologiesSettings.from(Env.of(Map.of(
                "PARLEY_KAFKA_BOOTSTRAP_SERVERS", "localhost:1",
                "PARLEY_REGISTRY_URL", "http://localhost:2",
                "PARLEY_COMMIT_INTERVAL", commitInterval)));
    }
}
