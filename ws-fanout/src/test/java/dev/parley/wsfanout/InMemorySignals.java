package dev.parley.wsfanout;

import dev.parley.edge.api.ConversationId;
import dev.parley.edge.log.ReceiptDraft;
import dev.parley.edge.log.SignalLog;
import dev.parley.edge.presence.PresenceTable;
import dev.parley.edge.restrictions.RestrictionTable;
import dev.parley.readmodel.StoreUnavailableException;
import dev.parley.readmodel.read.InboxStore.Unread;
import dev.parley.runtime.kafka.LogTail;
import dev.parley.schemas.ConversationSettings;
import dev.parley.schemas.Ephemeral;
import dev.parley.schemas.Presence;
import dev.parley.schemas.Receipt;
import dev.parley.schemas.Restriction;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import dev.parley.wsfanout.lease.InMemoryLeases;
import dev.parley.wsfanout.signals.GroupSizes;
import dev.parley.wsfanout.signals.UnreadCounts;
import dev.parley.wsfanout.stream.SampleEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where signals come from and receipts go to, with a clock that stands still unless a test puts it forward. */
class InMemorySignals implements SignalLog<ReceiptDraft>, UnreadCounts, GroupSizes, AutoCloseable {
    static final Instant AT = Instant.parse("2026-11-27T06:00:00.000Z");

    private static final AvroWriter<Receipt> RECEIPTS =
            new AvroWriter<>(SampleEvents.REGISTRY, "receipts", Receipt.getClassSchema());
    private static final AvroWriter<ConversationSettings> SETTINGS =
            new AvroWriter<>(SampleEvents.REGISTRY, "conversation-settings", ConversationSettings.getClassSchema());
    private static final AvroWriter<Presence> PRESENCE =
            new AvroWriter<>(SampleEvents.REGISTRY, "presence", Presence.getClassSchema());
    private static final AvroWriter<Restriction> RESTRICTIONS =
            new AvroWriter<>(SampleEvents.REGISTRY, "restrictions", Restriction.getClassSchema());

    final InMemoryTail tail = new InMemoryTail();
    final Map<String, Long> sizes = new ConcurrentHashMap<>();
    final AtomicInteger counted = new AtomicInteger();
    volatile boolean isStoreUp = true;
    volatile boolean isLogUp = true;
    volatile boolean hasRoom = true;
    volatile CountDownLatch storeGate = new CountDownLatch(0);
    final InMemoryEphemeral ephemeral = new InMemoryEphemeral(this::show);
    private final AtomicLong nanos = new AtomicLong();
    private final List<ReceiptDraft> appended = new ArrayList<>();
    final InMemoryLeases leases = new InMemoryLeases();

    /** What a node needs of it. */
    PushNode.SignalPorts ports() {
        return ports(nanos::get);
    }

    PushNode.SignalPorts ports(LongSupplier nanoTime) {
        var presence = new PresenceTable(tail(), SampleEvents.REGISTRY);
        var restrictions = new RestrictionTable(tail(), SampleEvents.REGISTRY);
        return new PushNode.SignalPorts(
                tail(), this, ephemeral(), leases, presence, restrictions, this, this, nanoTime);
    }

    SignalLog<Ephemeral> ephemeral() {
        return ephemeral;
    }

    LogTail tail() {
        return tail;
    }

    void advance(Duration by) {
        nanos.addAndGet(by.toNanos());
    }

    /** In the order in which they were appended. */
    synchronized List<ReceiptDraft> appended() {
        return List.copyOf(appended);
    }

    static byte[] wire(Receipt receipt) {
        return RECEIPTS.write(receipt);
    }

    static byte[] keyOf(Receipt receipt) {
        return Keys.of(receipt.getTenant(), receipt.getConversation(), receipt.getUser());
    }

    /** A receipt by which a user has read. */
    static Receipt.Builder read(String tenant, String conversation, String user, long readUpTo) {
        return Receipt.newBuilder()
                .setTenant(tenant)
                .setConversation(conversation)
                .setUser(user)
                .setMemberSince(1)
                .setDeliveredUpTo(readUpTo)
                .setDeliveredAt(AT)
                .setReadUpTo(readUpTo)
                .setReadAt(AT)
                .setVersion(readUpTo)
                .setUpdatedAt(AT);
    }

    void show(Receipt receipt) {
        show("receipts", keyOf(receipt), wire(receipt));
    }

    void show(ConversationSettings settings) {
        var key = Keys.of(settings.getTenant(), settings.getUser(), settings.getConversation());
        show("conversation-settings", key, SETTINGS.write(settings));
    }

    void show(Presence presence) {
        show("presence", Keys.of(presence.getTenant(), presence.getUser()), PRESENCE.write(presence));
    }

    void show(Restriction restriction) {
        var key = Keys.of(restriction.getTenant(), restriction.getConversation(), restriction.getUser());
        show("restrictions", key, RESTRICTIONS.write(restriction));
    }

    void show(String topic, byte[] key, byte[] value) {
        tail.show(new ConsumerRecord<>(topic, 0, 0, key, value));
    }

    private void show(ConsumerRecord<byte[], byte[]> record) {
        tail.show(record);
    }

    /** As if all came in one batch. */
    void showTogether(List<Receipt> receipts) {
        tail.showTogether(receipts.stream()
                .map(receipt -> new ConsumerRecord<>("receipts", 0, 0, keyOf(receipt), wire(receipt)))
                .toList());
    }

    @Override
    public boolean hasRoom() {
        return hasRoom;
    }

    @Override
    public synchronized CompletableFuture<Boolean> append(ReceiptDraft draft) {
        appended.add(draft);
        return CompletableFuture.completedFuture(isLogUp);
    }

    @Override
    public Unread unreadAfter(String tenant, String user, String conversation, long readUpTo) {
        counted.incrementAndGet();
        try {
            storeGate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        askStore();
        return new Unread(100 - readUpTo, 1, 100);
    }

    @Override
    public long of(String tenant, ConversationId.Group group) {
        askStore();
        return sizes.getOrDefault(tenant + "/" + group.group(), 2L);
    }

    private void askStore() {
        if (!isStoreUp) {
            throw new StoreUnavailableException("stopped by the test", new IllegalStateException());
        }
    }

    @Override
    public void close() {
        storeGate.countDown();
        tail.close();
    }
}
