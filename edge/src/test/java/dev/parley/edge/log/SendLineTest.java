package dev.parley.edge.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SendLineTest {
    private static final Callback IGNORED = (_, _) -> {};
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(1);

    private final AtomicLong now = new AtomicLong();
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final SendLine line = new SendLine(producer, now::get);

    @AfterEach
    void close() {
        line.close();
    }

    @Test
    void sendsAtOnceWhileFewCome() {
        for (var i = 0; i < 200; i++) {
            send(i, Duration.ofMillis(2));
            assertEquals(i + 1, producer.history().size(), "sent by the caller itself");
        }
    }

    @Test
    void keepsTheOrderWhetherManyComeOrFew() {
        var sent = 0;
        for (var round = 0; round < 5; round++) {
            for (var i = 0; i < 1_000; i++) {
                send(sent++, Duration.ofNanos(200_000));
            }
            // So few that whatever waits yet must not be overtaken.
            for (var i = 0; i < 30; i++) {
                send(sent++, Duration.ofMillis(20));
            }
        }
        awaitSent(sent);
        assertEquals(IntStream.range(0, sent).boxed().toList(), history());
    }

    @Test
    void doesNotHandOverOneByOneWhatComesInCrowds() {
        var senders = new ArrayList<Long>();
        for (var i = 0; i < 2_000; i++) {
            now.addAndGet(100_000);
            line.send(record(i), (_, _) -> senders.add(Thread.currentThread().threadId()));
        }
        awaitSent(2_000);
        var own = Thread.currentThread().threadId();
        // Of the first tenth of a second nothing is known, so it is sent at once.
        assertTrue(senders.stream().filter(id -> id == own).count() <= 1_001, "the caller sent " + senders);
        assertTrue(senders.stream().anyMatch(id -> id != own), "nothing waited for more");
    }

    @Test
    void tellsTheCallbackWhatTheProducerThrew() throws Exception {
        for (var i = 0; i < 2_000; i++) {
            send(i, Duration.ofNanos(100_000));
        }
        awaitSent(2_000);
        producer.sendException = new RecordTooLargeException("too large");
        var told = new CompletableFuture<Exception>();
        line.send(record(2_000), (_, failure) -> told.complete(failure));
        assertInstanceOf(RecordTooLargeException.class, told.get(10, TimeUnit.SECONDS));
    }

    @Test
    void leavesNothingBehindWhenItIsClosed() {
        for (var i = 0; i < 2_000; i++) {
            send(i, Duration.ofNanos(100_000));
        }
        line.close();
        assertEquals(IntStream.range(0, 2_000).boxed().toList(), history());
    }

    private void send(int number, Duration after) {
        now.addAndGet(after.toNanos());
        line.send(record(number), IGNORED);
    }

    private static ProducerRecord<byte[], byte[]> record(int number) {
        return new ProducerRecord<>("actions", 0, null, Integer.toString(number).getBytes(UTF_8));
    }

    private List<Integer> history() {
        return producer.history().stream()
                .map(record -> Integer.parseInt(new String(record.value(), UTF_8)))
                .toList();
    }

    private void awaitSent(int count) {
        var deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (producer.history().size() < count && System.nanoTime() < deadline) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        assertEquals(count, producer.history().size());
    }
}
