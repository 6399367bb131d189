package dev.parley.topologies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.testkit.Eventually;
import dev.parley.testkit.TestBroker;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real application, changed while it runs. */
final class RunningFeatureIT {
    private static final int PARTITIONS = 4;

    @TempDir
    private Path state;

    @Test
    void hasOtherThreadsWhileItRunsAndEachPartitionOnce() throws Exception {
        var broker = TestBroker.shared();
        var topic = broker.newTopic(PARTITIONS);
        var seen = new ConcurrentSkipListSet<Integer>();
        var builder = new StreamsBuilder();
        builder.stream(topic, Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
                .foreach((_, value) -> seen.add((int) value[0]));
        var restores = new RestoreProgress(topic);
        try (var streams = new KafkaStreams(builder.build(), settings(broker, topic));
                var feature = new RunningFeature(topic, streams, restores, 1);
                var producer =
                        new KafkaProducer<>(broker.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            streams.start();
            for (var threads : new int[] {1, 3, 1}) {
                feature.setThreads(threads);
                Eventually.isTrue(
                        "every partition on one of " + threads + " threads", () -> isSpread(feature, threads));
                assertEquals(threads, feature.status().threadTarget());
            }
            feature.pause();
            assertTrue(feature.status().isPaused());
            for (var partition = 0; partition < PARTITIONS; partition++) {
                producer.send(new ProducerRecord<>(topic, partition, null, new byte[] {(byte) partition}))
                        .get();
            }
            feature.resume();
            assertFalse(feature.status().isPaused());
            Eventually.isTrue("what came during the pause", () -> seen.size() == PARTITIONS);
        }
    }

    private static boolean isSpread(RunningFeature feature, int threads) {
        var status = feature.status();
        var partitions = status.threads().stream()
                .flatMap(thread -> thread.tasks().stream())
                .flatMap(task -> task.partitions().stream())
                .sorted()
                .toList();
        var expected = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> feature.name() + "-" + partition)
                .toList();
        return status.state().equals("RUNNING") && status.threads().size() == threads && partitions.equals(expected);
    }

    private Properties settings(TestBroker broker, String topic) {
        var settings = new Properties();
        settings.putAll(broker.client());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "of-" + topic);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        settings.put("auto.offset.reset", "earliest");
        return settings;
    }
}
