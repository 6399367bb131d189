package dev.parley.sinks.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.runtime.kafka.KafkaSettings;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.junit.jupiter.api.Test;

class WorkerConfigurationTest {
    private static final String CONSUMER = "consumer.";

    private final Map<String, String> properties = new WorkerConfiguration(new WorkerSettings(
                    new KafkaSettings("localhost:1", 4, 1, "http://localhost:2", true),
                    "sinks",
                    "127.0.0.1",
                    Duration.ofSeconds(6),
                    Map.of()))
            .properties();

    @Test
    void readsWhatIsCommittedAndAtOnce() {
        assertEquals("read_committed", consumer(ConsumerConfig.ISOLATION_LEVEL_CONFIG));
        assertEquals("1", consumer(ConsumerConfig.FETCH_MIN_BYTES_CONFIG));
    }

    @Test
    void readsFromTheBeginningWhereTheStoreHasNoPosition() {
        assertEquals("earliest", consumer(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG));
    }

    private String consumer(String name) {
        return String.valueOf(properties.get(CONSUMER + name));
    }
}
