package dev.parley.wsfanout.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.testkit.TestBroker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KafkaTopicReaderIT {
    private final TestBroker broker = TestBroker.shared();
    private String topic = "";
    private KafkaTopicReader reader;

    @BeforeEach
    void createTopic() {
        topic = broker.newTopic(2);
        reader = new KafkaTopicReader(topic, broker.client(), SampleEvents.CODEC);
    }

    @AfterEach
    void closeReader() {
        reader.close();
    }

    private KafkaProducer<byte[], byte[]> producer(String id) {
        Map<String, Object> settings = new HashMap<>(broker.client());
        settings.put("transactional.id", id);
        settings.put("key.serializer", ByteArraySerializer.class);
        settings.put("value.serializer", ByteArraySerializer.class);
        var producer = new KafkaProducer<byte[], byte[]>(settings);
        producer.initTransactions();
        return producer;
    }

    private void write(KafkaProducer<byte[], byte[]> producer, long from, long to) {
        producer.beginTransaction();
        send(producer, from, to);
    }

    private void send(KafkaProducer<byte[], byte[]> producer, long from, long to) {
        for (var seq = from; seq <= to; seq++) {
            var wire = SampleEvents.wire(SampleEvents.message("t", "g:x", seq));
            var _ = producer.send(new ProducerRecord<>(topic, 0, new byte[0], wire));
        }
        producer.flush();
    }

    /** Everything from an offset on, as a resume reads it. */
    private List<Long> readAll(long from) {
        var seqs = new ArrayList<Long>();
        var chunk = reader.read(0, from);
        for (; !chunk.isLast(); chunk = reader.read(0, chunk.next())) {
            chunk.events().forEach(event -> seqs.add(event.seq()));
        }
        chunk.events().forEach(event -> seqs.add(event.seq()));
        return seqs;
    }

    @Test
    void readsAllRecordsAbortedAndOpenOnesIncluded() {
        try (var producer = producer(topic)) {
            write(producer, 1, 700);
            producer.abortTransaction();
            write(producer, 1, 700);
            producer.commitTransaction();
            write(producer, 701, 710);
            var expected = LongStream.concat(LongStream.rangeClosed(1, 700), LongStream.rangeClosed(1, 710));
            assertEquals(expected.boxed().toList(), readAll(0));
            producer.commitTransaction();
        }
    }

    @Test
    void beginsWhereItIsTold() {
        try (var producer = producer(topic)) {
            write(producer, 1, 1_500);
            producer.commitTransaction();
            assertEquals(LongStream.rangeClosed(801, 1_500).boxed().toList(), readAll(800));
        }
    }

    @Test
    void passesTheMarkersOfTransactions() {
        try (var producer = producer(topic)) {
            write(producer, 1, 3);
            producer.commitTransaction();
            var chunk = reader.read(0, 3);
            assertTrue(chunk.isLast());
            assertEquals(List.of(), chunk.events());
            assertEquals(4, chunk.next());
            assertEquals(Map.of(0, 4L, 1, 0L), reader.ends(2));
        }
    }

    @Test
    void saysThatAnEmptyPartitionHasNothing() {
        var chunk = reader.read(1, 0);
        assertTrue(chunk.isLast());
        assertEquals(0, chunk.next());
    }

    @Test
    void readsAStretchOnceForAll() {
        try (var producer = producer(topic)) {
            write(producer, 1, 600);
            producer.commitTransaction();
            var first = reader.read(0, 10).events().getFirst();
            assertSame(first, reader.read(0, 5).events().get(5));
            assertNotSame(first, reader.readToEnd(0, 10).events().getFirst());
        }
    }

    @Test
    void seesWhatCameSinceAStretchWasRead() {
        try (var producer = producer(topic)) {
            write(producer, 1, 5);
            assertEquals(5, readAll(0).size());
            send(producer, 6, 9);
            assertEquals(4, reader.read(0, 5).events().size());
            assertEquals(9, reader.readToEnd(0, 0).events().size());
            producer.abortTransaction();
        }
    }
}
