package dev.parley.topologies;

import dev.parley.schemas.Event;
import dev.parley.schemas.Lease;
import dev.parley.schemas.ReceiptAction;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import dev.parley.schemas.topics.Topic;
import dev.parley.schemas.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes to one partition what edges and the conversation topology write, and reads what folds made of it. */
final class FoldLog implements AutoCloseable {
    private final SchemaRegistry registry;
    private final int partition;
    private final KafkaProducer<byte[], byte[]> plain;
    private final KafkaProducer<byte[], byte[]> events;
    private final KafkaConsumer<byte[], byte[]> reader;
    private final Map<String, List<ConsumerRecord<byte[], byte[]>>> seen = new HashMap<>();

    FoldLog(Map<String, Object> client, SchemaRegistry registry, int partition) {
        this.registry = registry;
        this.partition = partition;
        this.plain = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
        var transactional = new HashMap<>(client);
        transactional.put("transactional.id", "fold-log");
        this.events = new KafkaProducer<>(transactional, new ByteArraySerializer(), new ByteArraySerializer());
        events.initTransactions();
        this.reader = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        var partitions = List.of(Topics.RECEIPTS, Topics.CONVERSATIONS, Topics.MEMBERS, Topics.PRESENCE).stream()
                .map(topic -> new TopicPartition(topic.name(), partition))
                .toList();
        reader.assign(partitions);
        reader.seekToBeginning(partitions);
    }

    void append(ReceiptAction receipt) {
        var key = Keys.of(receipt.getTenant(), receipt.getConversation());
        var value =
                new AvroWriter<ReceiptAction>(registry, Topics.RECEIPTS_IN.name(), receipt.getSchema()).write(receipt);
        var _ = plain.send(new ProducerRecord<>(Topics.RECEIPTS_IN.name(), partition, key, value));
        plain.flush();
    }

    void append(Lease lease) {
        var key = Keys.of(lease.getTenant(), lease.getUser());
        var value = new AvroWriter<Lease>(registry, Topics.LEASES.name(), lease.getSchema()).write(lease);
        var _ = plain.send(new ProducerRecord<>(Topics.LEASES.name(), partition, key, value));
        plain.flush();
    }

    void append(Event event) {
        append(event, event.getSchema());
    }

    /** @param schema that the record is said to be of */
    void append(Event event, Schema schema) {
        events.beginTransaction();
        send(event, schema);
        events.commitTransaction();
    }

    /** Appends the event and takes it back. */
    void abort(Event event) {
        events.beginTransaction();
        send(event, event.getSchema());
        events.flush();
        events.abortTransaction();
    }

    private void send(Event event, Schema schema) {
        var key = Keys.of(event.getTenant(), event.getConversation());
        var value = new AvroWriter<Event>(registry, Topics.EVENTS.name(), schema).write(event);
        // What fails shows when the transaction ends.
        var _ = events.send(new ProducerRecord<>(Topics.EVENTS.name(), partition, key, value));
    }

    /** Every record of the topic that the partition has by now. */
    <T extends SpecificRecord> List<T> read(Topic topic) {
        reader.poll(Duration.ofMillis(20))
                .forEach(record -> seen.computeIfAbsent(record.topic(), _ -> new ArrayList<>())
                        .add(record));
        var values = new AvroReader<T>(registry, topic.value());
        return seen.getOrDefault(topic.name(), List.of()).stream()
                .map(record -> values.read(record.value()))
                .toList();
    }

    @Override
    public void close() {
        plain.close();
        events.close();
        reader.close();
    }
}
