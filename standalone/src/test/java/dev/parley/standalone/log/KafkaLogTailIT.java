package dev.parley.standalone.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.runtime.kafka.KafkaLogTail;
import dev.parley.runtime.kafka.KafkaSettings;
import dev.parley.runtime.kafka.LogTail.From;
import dev.parley.testkit.TestBroker;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tail shows what was asked for, committed or not, and finds its way where the log changed under it. */
class KafkaLogTailIT {
    private final TestBroker broker = TestBroker.shared();
    private final PrometheusRegistry metrics = new PrometheusRegistry();
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private String topic = "";
    private KafkaLogTail tail;
    private KafkaProducer<String, String> producer;

    @BeforeEach
    void open() {
        topic = broker.newTopic(1);
        var kafka = new KafkaSettings(broker.bootstrapServers(), 1, 1, "http://127.0.0.1:1", false);
        tail = new KafkaLogTail("tail", kafka, metrics);
        producer = producer(Map.of());
    }

    @AfterEach
    void close() {
        tail.close();
        producer.close();
    }

    @Test
    void followsFromTheBeginningAndFromTheEnd() throws Exception {
        append(producer, "a", "b");
        tail.follow(topic, From.BEGINNING, sees("all "));
        tail.follow(topic, 0, From.END, sees("new "));
        tail.start();
        assertEquals(List.of("all a", "all b"), List.copyOf(seen), "what was there is read when it has started");
        seen.clear();
        append(producer, "c");
        assertEquals(List.of("all c", "new c"), take(2));
        assertTrue(tail.isConnected());
    }

    @Test
    void showsWhatIsNotCommittedAndItsRepeat() throws Exception {
        tail.follow(topic, From.END, sees(""));
        tail.start();
        try (var transactional = producer(Map.of("transactional.id", "repeats"))) {
            transactional.initTransactions();
            transactional.beginTransaction();
            append(transactional, "a", "b");
            assertEquals(List.of("a", "b"), take(2), "before anybody committed it");
            transactional.abortTransaction();
            transactional.beginTransaction();
            append(transactional, "a", "b", "c");
            transactional.commitTransaction();
            assertEquals(List.of("a", "b", "c"), take(3));
        }
    }

    @Test
    void goesOnWithWhatIsLeftWhereTheNextRecordIsGone() throws Exception {
        var isBehind = new CountDownLatch(1);
        tail.follow(topic, From.END, record -> {
            sees("").accept(record);
            await(isBehind);
        });
        tail.start();
        append(producer, "a");
        assertEquals(List.of("a"), take(1));
        // The first may be on its way to the tail already; the second to fourth are deleted before it can ask for them.
        append(producer, "b");
        append(producer, "c", "d", "e", "f");
        try (var admin = Admin.create(broker.client())) {
            var partition = new TopicPartition(topic, 0);
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(5)))
                    .all()
                    .get();
        }
        isBehind.countDown();
        var shown = takeTo("f");
        assertTrue(List.of(List.of("b", "f"), List.of("f")).contains(shown), shown.toString());
        assertEquals(1, count("parley_runtime_tail_lost_positions_total"));
    }

    @Test
    void bringsWhatCameWhileATopicWasPaused() throws Exception {
        tail.follow(topic, From.END, record -> {
            sees("").accept(record);
            tail.pause(topic);
        });
        tail.start();
        append(producer, "a");
        assertEquals(List.of("a"), take(1));
        append(producer, "b");
        // Several polls of the tail.
        for (var turn = 0; turn < 3; turn++) {
            tail.execute(() -> seen.add("a turn later"));
            assertEquals(List.of("a turn later"), take(1));
        }
        tail.execute(() -> tail.resume(topic));
        assertEquals(List.of("b"), take(1));
    }

    private KafkaProducer<String, String> producer(Map<String, Object> more) {
        var settings = new HashMap<>(broker.client());
        settings.putAll(more);
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    private void append(KafkaProducer<String, String> with, String... texts) throws Exception {
        for (var text : texts) {
            with.send(new ProducerRecord<>(topic, text)).get();
        }
    }

    private Consumer<ConsumerRecord<byte[], byte[]>> sees(String prefix) {
        return record -> seen.add(prefix + new String(record.value(), StandardCharsets.UTF_8));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> take(int count) throws InterruptedException {
        var taken = new ArrayList<String>();
        while (taken.size() < count) {
            var text = seen.poll(20, TimeUnit.SECONDS);
            assertTrue(text != null, "only " + taken);
            taken.add(text);
        }
        return taken;
    }

    private List<String> takeTo(String last) throws InterruptedException {
        var taken = new ArrayList<String>();
        do {
            taken.addAll(take(1));
        } while (!taken.getLast().equals(last));
        return taken;
    }

    private double count(String name) {
        return metrics.scrape(name::equals).stream()
                .flatMap(snapshot -> snapshot.getDataPoints().stream())
                .mapToDouble(point -> ((CounterDataPointSnapshot) point).getValue())
                .sum();
    }
}
