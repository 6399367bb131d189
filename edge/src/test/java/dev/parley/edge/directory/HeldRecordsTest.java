package dev.parley.edge.directory;

import static dev.parley.edge.directory.UserRecords.record;
import static dev.parley.edge.directory.UserRecords.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.registry.RegistryUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeldRecordsTest {
    private final ConcurrentLinkedQueue<ConsumerRecord<byte[], byte[]>> read = new ConcurrentLinkedQueue<>();
    private final CountDownLatch isUp = new CountDownLatch(1);
    private final CountDownLatch allRead = new CountDownLatch(2);
    private final HeldRecords held = new HeldRecords(this::handle, Duration.ofMillis(10));

    @AfterEach
    void close() {
        held.close();
    }

    @Test
    void readsAtOnceWhatCanBeRead() {
        isUp.countDown();
        var record = record(new InMemoryRegistry(), user("acme", "alice", 1));
        held.take(record);
        assertEquals(List.of(record), List.copyOf(read));
        assertTrue(held.isEmpty());
    }

    @Test
    void readsLaterAndInOrderWhatTheRegistryDidNotKnow() throws InterruptedException {
        var registry = new InMemoryRegistry();
        var alice = record(registry, user("acme", "alice", 1));
        var bob = record(registry, user("acme", "bob", 1));
        held.take(alice);
        held.take(bob);
        assertFalse(held.isEmpty());
        assertTrue(read.isEmpty());
        isUp.countDown();
        assertTrue(allRead.await(10, TimeUnit.SECONDS));
        assertEquals(alice, read.stream().distinct().toList().getFirst());
        assertEquals(bob, read.stream().distinct().toList().getLast());
    }

    private void handle(ConsumerRecord<byte[], byte[]> record) {
        if (isUp.getCount() > 0) {
            throw new RegistryUnavailableException("down", new IOException("refused"));
        }
        var isNew = !read.contains(record);
        read.add(record);
        if (isNew) {
            allRead.countDown();
        }
    }
}
