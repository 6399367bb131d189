package dev.parley.sinks;

import dev.parley.schemas.Event;
import dev.parley.schemas.User;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import dev.parley.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes the log as the topologies do, in transactions, and reads it as anybody may. */
final class TestLog implements AutoCloseable {
    private final Map<String, Object> client;
    private final AvroWriter<Event> events;
    private final AvroWriter<User> users;
    private final KafkaProducer<byte[], byte[]> producer;

    TestLog(Map<String, Object> client, SchemaRegistry registry) {
        this.client = client;
        this.events = new AvroWriter<>(registry, Topics.EVENTS.name(), Event.getClassSchema());
        this.users = new AvroWriter<>(registry, Topics.USERS.name(), User.getClassSchema());
        var properties = new HashMap<>(client);
        properties.put("transactional.id", "test-log");
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
    }

    static ProducerRecord<byte[], byte[]> bytes(String topic, String key, byte[] value) {
        return new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
    }

    ProducerRecord<byte[], byte[]> record(Event event) {
        var key = Keys.of(event.getTenant(), event.getConversation());
        return new ProducerRecord<>(Topics.EVENTS.name(), key, events.write(event));
    }

    ProducerRecord<byte[], byte[]> record(User user) {
        return new ProducerRecord<>(Topics.USERS.name(), Keys.of(user.getTenant(), user.getId()), users.write(user));
    }

    /** Appends the records in one transaction. */
    void append(List<ProducerRecord<byte[], byte[]>> records) {
        producer.beginTransaction();
        send(records);
        producer.commitTransaction();
    }

    /** Appends the records and commits them when it is closed. */
    Open open(List<ProducerRecord<byte[], byte[]>> records) {
        producer.beginTransaction();
        send(records);
        producer.flush();
        return producer::commitTransaction;
    }

    /** A transaction that has not ended. */
    interface Open extends AutoCloseable {
        @Override
        void close();
    }

    /** Appends the records and takes them back. */
    void abort(List<ProducerRecord<byte[], byte[]>> records) {
        producer.beginTransaction();
        send(records);
        producer.flush();
        producer.abortTransaction();
    }

    private void send(List<ProducerRecord<byte[], byte[]>> records) {
        for (var record : records) {
            // What fails shows when the transaction ends.
            var _ = producer.send(record);
        }
    }

    /** Where the default partitioner puts a key. */
    static int partition(String key, int partitions) {
        return BuiltInPartitioner.partitionForKey(key.getBytes(StandardCharsets.UTF_8), partitions);
    }

    /** Every record of the topic's first partition. */
    List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        try (var consumer = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partition = List.of(new TopicPartition(topic, 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            var end = consumer.endOffsets(partition).get(partition.getFirst());
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (end != null && consumer.position(partition.getFirst()) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
