package dev.parley.ingress;

import dev.parley.edge.log.LeaseDraft;
import dev.parley.edge.log.SignalLog;
import dev.parley.edge.presence.PresenceTable;
import dev.parley.edge.restrictions.RestrictionTable;
import dev.parley.runtime.kafka.LogTail;
import dev.parley.schemas.Lease;
import dev.parley.schemas.Presence;
import dev.parley.schemas.Restriction;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The log of leases, and a tail of {@code presence} and {@code restrictions} that shows what a test puts in. */
final class InMemoryPresence implements SignalLog<LeaseDraft>, LogTail {
    final PresenceTable table;
    final RestrictionTable restrictions;
    volatile boolean hasRoom = true;
    volatile boolean isUp = true;
    volatile boolean isConnected = true;
    private final AvroWriter<Presence> writer;
    private final List<Lease> leases = new ArrayList<>();
    private final AvroWriter<Restriction> restrictionWriter;
    private final Map<String, Consumer<ConsumerRecord<byte[], byte[]>>> followers = new ConcurrentHashMap<>();

    InMemoryPresence(InMemoryRegistry registry) {
        writer = new AvroWriter<>(registry, "presence", Presence.getClassSchema());
        table = new PresenceTable(this, registry);
        restrictionWriter = new AvroWriter<>(registry, "restrictions", Restriction.getClassSchema());
        restrictions = new RestrictionTable(this, registry);
    }

    synchronized List<Lease> leases() {
        return List.copyOf(leases);
    }

    void show(Presence presence) {
        show("presence", Keys.of(presence.getTenant(), presence.getUser()), writer.write(presence));
    }

    void show(Restriction restriction) {
        var key = Keys.of(restriction.getTenant(), restriction.getConversation(), restriction.getUser());
        show("restrictions", key, restrictionWriter.write(restriction));
    }

    private void show(String topic, byte[] key, byte[] value) {
        followers.getOrDefault(topic, _ -> {}).accept(new ConsumerRecord<>(topic, 0, 0, key, value));
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
        followers.put(topic, handler);
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
