package dev.parley.edge.log;

import dev.parley.runtime.kafka.KafkaSettings;
import dev.parley.runtime.service.StartException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The producer behind an edge: idempotent, never transactional, and as quick as the load allows. */
final class ActionProducer {
    private static final Duration BLOCK = Duration.ofSeconds(1);
    private static final Duration REQUEST = Duration.ofSeconds(5);
    private static final Duration DELIVERY = Duration.ofSeconds(10);
    private static final Duration METADATA_IDLE = Duration.ofDays(30);
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final int BATCH_BYTES = 256 * 1024;

    private ActionProducer() {}

    static Producer<byte[], byte[]> open(KafkaSettings kafka, String clientId) {
        return new KafkaProducer<>(config(kafka, clientId), new ByteArraySerializer(), new ByteArraySerializer());
    }

    static Map<String, Object> config(KafkaSettings kafka, String clientId) {
        var config = new HashMap<>(kafka.common());
        config.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // One request under way: what arrives meanwhile is the next batch, so that batches follow the load. It also
        // keeps
        // the first batch to a new partition safe.
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK.toMillis());
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST.toMillis());
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis());
        // A quiet platform must not forget its partitions: the next client would wait for them.
        config.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, METADATA_IDLE.toMillis());
        return config;
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

    /** Waits for {@link #BLOCK} at most; 0 where nobody answered. */
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
