package dev.parley.runtime.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.runtime.kafka.LogTail.From;
import dev.parley.runtime.service.StartException;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every follower sees what it asked for, in order, and nothing ends the tail. */
final class KafkaLogTailTest {
    private final InMemoryTopic topic = new InMemoryTopic("events", 2);
    private final PrometheusRegistry metrics = new PrometheusRegistry();
    private final KafkaLogTail tail = new KafkaLogTail("tail", topic::consumer, metrics);
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        tail.close();
    }

    @Test
    void hasReadWhatWasThereWhenItHasStarted() {
        topic.holds(0, "a", "b", "c");
        tail.follow("events", From.BEGINNING, sees(""));
        tail.start();
        assertEquals(List.of("a", "b", "c"), List.copyOf(seen));
        assertTrue(tail.isConnected());
    }

    @Test
    void showsEachFollowerWhatItAskedFor() throws InterruptedException {
        topic.holds(0, "a");
        topic.holds(1, "b");
        tail.follow("events", 1, From.END, sees("end "));
        tail.follow("events", 1, From.BEGINNING, sees("all "));
        tail.start();
        topic.append(0, 1, "c");
        topic.append(1, 1, "d");
        assertEquals(List.of("all b", "end d", "all d"), take(3));
        assertTrue(seen.isEmpty(), seen.toString());
    }

    @Test
    void goesOnAfterAHandlerFailed() throws InterruptedException {
        topic.holds(0, "a", "b");
        tail.follow("events", From.BEGINNING, record -> {
            throw new IllegalStateException("no");
        });
        tail.follow("events", From.BEGINNING, sees(""));
        tail.afterEachBatch(() -> {
            throw new IllegalStateException("no flush");
        });
        tail.start();
        topic.append(0, 2, "c");
        assertEquals(List.of("a", "b", "c"), take(3));
        assertTrue(count("parley_runtime_tail_handler_failures_total") >= 4);
    }

    @Test
    void goesOnAfterAReadFailed() throws InterruptedException {
        tail.follow("events", From.END, sees(""));
        tail.start();
        topic.consumer().setPollException(new KafkaException("no"));
        topic.append(0, 0, "a");
        assertEquals(List.of("a"), take(1));
        assertEquals(1, count("parley_runtime_tail_read_failures_total"));
    }

    @Test
    void goesOnWithTheNearestRecordWhereTheNextOneIsGone() throws InterruptedException {
        tail.follow("events", 0, From.END, sees(""));
        tail.start();
        topic.deleteBefore(0, 5);
        topic.append(0, 5, "f");
        topic.append(0, 6, "g");
        // Whether "f", which revealed the loss, is shown again is the log's affair; the one in memory does not.
        takeTo("g");
        assertEquals(1, count("parley_runtime_tail_lost_positions_total"));
    }

    @Test
    void runsTasksOnItsThreadInOrderAndFlushesAfter() throws InterruptedException {
        tail.follow("events", From.END, sees(""));
        tail.afterEachBatch(() -> seen.add("flush on " + Thread.currentThread().getName()));
        tail.start();
        tail.execute(() -> {
            throw new IllegalStateException("no");
        });
        tail.execute(() -> seen.add("first on " + Thread.currentThread().getName()));
        tail.execute(() -> seen.add("second"));
        var order = new ArrayList<>(takeTo("second"));
        order.removeIf(each -> each.startsWith("flush"));
        assertEquals(List.of("first on tail", "second"), order);
        assertEquals(List.of("flush on tail"), takeTo("flush on tail"));
    }

    @Test
    void bringsNothingOfAPausedTopicAndThenEverything() throws InterruptedException {
        tail.follow("events", From.END, record -> {
            sees("").accept(record);
            tail.pause("events");
        });
        tail.start();
        topic.append(0, 0, "a");
        assertEquals(List.of("a"), take(1));
        topic.append(0, 1, "b");
        tail.execute(() -> seen.add("a turn later"));
        assertEquals(List.of("a turn later"), take(1));
        tail.execute(() -> tail.resume("events"));
        assertEquals(List.of("b"), take(1));
    }

    @Test
    void refusesATopicOrPartitionThatIsNotThere() {
        tail.follow("events", 7, From.END, sees(""));
        var refusal = assertThrows(StartException.class, tail::start);
        assertEquals("The topic events has no partition 7.", refusal.getMessage());
        var other = new KafkaLogTail("other", () -> new InMemoryTopic("events", 1).consumer(), metrics);
        other.follow("evnets", From.END, sees(""));
        assertEquals(
                "The topic evnets does not exist.",
                assertThrows(StartException.class, other::start).getMessage());
    }

    @Test
    void takesNoFollowerOnceItRuns() {
        tail.follow("events", From.END, sees(""));
        tail.start();
        assertThrows(IllegalStateException.class, () -> tail.follow("events", From.END, sees("")));
        assertThrows(IllegalStateException.class, tail::start);
    }

    @Test
    void mayBeClosedBeforeItWasStarted() {
        tail.execute(() -> seen.add("never"));
        tail.close();
        assertTrue(seen.isEmpty());
    }

    private Consumer<ConsumerRecord<byte[], byte[]>> sees(String prefix) {
        return record -> seen.add(prefix + new String(record.value(), StandardCharsets.UTF_8));
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
