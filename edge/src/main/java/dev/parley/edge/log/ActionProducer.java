package dev.parley.edge.log;

import dev.parley.runtime.kafka.KafkaSettings;
import dev.parley.runtime.kafka.ProducerSettings;
import dev.parley.runtime.service.StartException;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;

/** The producers behind an edge: idempotent, never transactional, and as quick as the load allows. */
final class ActionProducer {
    private static final Duration METADATA_IDLE = Duration.ofDays(30);
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final int SIGNAL_LINGER_MILLIS = 5;
    private static final int SIGNAL_BATCH_BYTES = 8 * 1024;

    private ActionProducer() {}

    static Producer<byte[], byte[]> open(KafkaSettings kafka, String clientId, PrometheusRegistry metrics) {
        return new KafkaProducer<>(settings(kafka, clientId, metrics));
    }

    /** No client waits for a signal as for a message, and requests are what costs: it gathers a little. */
    static Producer<byte[], byte[]> openForSignals(KafkaSettings kafka, String clientId, PrometheusRegistry metrics) {
        var settings = settings(kafka, clientId, metrics);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, SIGNAL_LINGER_MILLIS);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, SIGNAL_BATCH_BYTES);
        return new KafkaProducer<>(settings);
    }

    private static Map<String, Object> settings(KafkaSettings kafka, String clientId, PrometheusRegistry metrics) {
        var settings = new HashMap<>(ProducerSettings.forEdge(kafka, clientId, metrics));
        // A quiet platform must not forget its partitions: the next client would wait for them.
        settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, METADATA_IDLE.toMillis());
        return settings;
    }

    /** Asks for a topic's partitions until they are known, so that the first client need not wait for them. */
    static void warmUp(Producer<byte[], byte[]> producer, String topic, int partitions) {
        var deadline = System.nanoTime() + WARM_UP.toNanos();
        var found = partitionsOf(producer, topic);
        while (found == 0 && System.nanoTime() < deadline) {
            found = partitionsOf(producer, topic);
        }
        if (found == 0) {
            throw new StartException("The topic " + topic + " cannot be found: check that the brokers are reachable "
                    + "and that the platform's topics were created.");
        }
        if (found != partitions) {
            throw new StartException("The topic " + topic + " has " + found + " partitions, but PARLEY_PARTITIONS is "
                    + partitions + ". Set it to what the platform was set up with.");
        }
    }

    /** Waits as long as a send may block; 0 where nobody answered. */
    private static int partitionsOf(Producer<byte[], byte[]> producer, String topic) {
        try {
            return producer.partitionsFor(topic).size();
        } catch (TimeoutException e) {
            return 0;
        } catch (KafkaException e) {
            throw new StartException("The topic " + topic + " cannot be read: " + e.getMessage(), e);
        }
    }
}
