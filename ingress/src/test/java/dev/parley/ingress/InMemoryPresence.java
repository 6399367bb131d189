package dev.parley.ingress;

import dev.parley.edge.log.LeaseDraft;
import dev.parley.edge.log.SignalLog;
import dev.parley.edge.presence.PresenceTable;
import dev.parley.runtime.kafka.LogTail;
import dev.parley.schemas.Lease;
import dev.parley.schemas.Presence;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The log of leases, and a tail of {@code presence} that shows what a test puts in. */
final class InMemoryPresence implements SignalLog<LeaseDraft>, LogTail {
    final PresenceTable table;
    volatile boolean hasRoom = true;
    volatile boolean isUp = true;
    volatile boolean isConnected = true;
    private final AvroWriter<Presence> writer;
    private final List<Lease> leases = new ArrayList<>();
    private volatile Consumer<ConsumerRecord<byte[], byte[]>> follower = _ -> {};

    InMemoryPresence(InMemoryRegistry registry) {
        writer = new AvroWriter<>(registry, "presence", Presence.getClassSchema());
        table = new PresenceTable(this, registry);
    }

    synchronized List<Lease> leases() {
        return List.copyOf(leases);
    }

    void show(Presence presence) {
        follower.accept(new ConsumerRecord<>(
                "presence", 0, 0, Keys.of(presence.getTenant(), presence.getUser()), writer.write(presence)));
    }

    @Override
    public boolean hasRoom() {
        return hasRoom;
    }

    @Override
    public synchronized CompletableFuture<Boolean> append(LeaseDraft draft) {
        if (isUp) {
            leases.add(draft.lease());
        }
        return CompletableFuture.completedFuture(isUp);
    }

    @Override
    public void follow(String topic, From from, Consumer<ConsumerRecord<byte[], byte[]>> handler) {
        follower = handler;
    }

    @Override
    public void follow(String topic, int partition, From from, Consumer<ConsumerRecord<byte[], byte[]>> handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void afterEachBatch(Runnable flush) {}

    @Override
    public void execute(Runnable task) {
        task.run();
    }

    @Override
    public void pause(String topic) {}

    @Override
    public void resume(String topic) {}

    @Override
    public void start() {}

    @Override
    public boolean isConnected() {
        return isConnected;
    }

    @Override
    public void close() {}
}
