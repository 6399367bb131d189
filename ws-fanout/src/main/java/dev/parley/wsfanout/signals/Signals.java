package dev.parley.wsfanout.signals;

import dev.parley.runtime.kafka.LogTail;
import dev.parley.runtime.kafka.LogTail.From;
import dev.parley.schemas.ConversationSettings;
import dev.parley.schemas.Receipt;
import dev.parley.schemas.registry.RegistryUnavailableException;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.serde.UnreadableRecordException;
import dev.parley.schemas.topics.Keys;
import dev.parley.schemas.topics.Topics;
import dev.parley.wsfanout.metrics.SignalMetrics;
import dev.parley.wsfanout.metrics.SignalMetrics.Drop;
import dev.parley.wsfanout.signals.Delivery.Audience.Devices;
import dev.parley.wsfanout.signals.Delivery.Audience.Members;
import dev.parley.wsfanout.stream.ConversationKey;
import dev.parley.wsfanout.stream.LiveKeys;
import dev.parley.wsfanout.stream.LiveMembers;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node's source of signals: takes the records of {@code receipts} and {@code conversation-settings} as they come, on a tail of
 * their own, so that no flood of them is read, merged or encoded where events are. Only finished frames cross over. A record that
 * concerns nobody here is not decoded.
 */
public final class Signals {
    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration BETWEEN_TURNS = Duration.ofMillis(1);

    private final LogTail tail;
    private final LongSupplier nanoTime;
    private final SignalMetrics metrics;
    private final AvroReader<Receipt> receipts;
    private final AvroReader<ConversationSettings> settings;
    private final Delivery delivery;
    private final OwnReceipts own;
    private final MemberReceipts others = new MemberReceipts();
    private final GroupPacing pacing;
    private final RecordKey key;
    private volatile boolean isWaiting;

    /**
     * Where signals come from.
     *
     * @param tail not the one of events; must not have been started
     */
    public record Ports(
            LogTail tail, UnreadCounts counts, GroupSizes sizes, SchemaRegistry registry, LongSupplier nanoTime) {}

    /**
     * Where they go to.
     *
     * @param tailThread owns the live sessions
     * @param readsAtOnce of the store
     */
    public record Node(
            LiveMembers members,
            LiveKeys keys,
            Executor tailThread,
            ScheduledExecutorService timer,
            ExecutorService workers,
            int readsAtOnce) {}

    /** Follows the tail. */
    public Signals(Ports ports, Node node, SignalMetrics metrics) {
        this.tail = ports.tail();
        this.nanoTime = ports.nanoTime();
        this.metrics = metrics;
        this.receipts = new AvroReader<>(ports.registry(), Receipt.getClassSchema());
        this.settings = new AvroReader<>(ports.registry(), ConversationSettings.getClassSchema());
        this.delivery = new Delivery(node.members(), node.tailThread(), task -> later(node.timer(), task), metrics);
        var reads = StoreReads.of(node.workers(), node.readsAtOnce());
        this.own = new OwnReceipts(ports.counts(), reads, delivery, metrics);
        this.pacing = new GroupPacing(ports.sizes(), reads, tail::execute, nanoTime, this::pace);
        this.key = new RecordKey(node.keys().probe());
        tail.follow(Topics.RECEIPTS.name(), From.END, record -> guarded(record, this::onReceipt));
        tail.follow(Topics.CONVERSATION_SETTINGS.name(), From.END, record -> guarded(record, this::onSettings));
        tail.afterEachBatch(this::flush);
        var _ = node.timer()
                .scheduleWithFixedDelay(this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void later(ScheduledExecutorService timer, Runnable task) {
        var _ = timer.schedule(task, BETWEEN_TURNS.toMillis(), TimeUnit.MILLISECONDS);
    }

    private interface Handler {
        void handle(byte[] key, byte[] value);
    }

    /** A record that cannot be read is nothing to wait for: the next one of its key has absolute values again. */
    private void guarded(ConsumerRecord<byte[], byte[]> record, Handler handler) {
        if (record.value() == null) {
            return;
        }
        if (!key.read(record.key())) {
            unreadable(record, new UnreadableRecordException("The key does not have three parts."));
            return;
        }
        try {
            handler.handle(record.key(), record.value());
        } catch (UnreadableRecordException e) {
            unreadable(record, e);
        } catch (RegistryUnavailableException _) {
            // Every record meets this until it answers: they are counted, and not logged one by one.
            metrics.dropped(Drop.REGISTRY, 1);
        }
    }

    private void unreadable(ConsumerRecord<byte[], byte[]> record, RuntimeException cause) {
        metrics.dropped(Drop.UNREADABLE, 1);
        LOG.warn(
                "event=signal-dropped topic={} partition={} offset={} cause={}",
                record.topic(),
                record.partition(),
                record.offset(),
                cause.toString());
    }

    private void onReceipt(byte[] bytes, byte[] value) {
        var isUserHere = key.isUserThirdHere();
        var areOthersHere = key.areOthersHere();
        if (!isUserHere && !areOthersHere) {
            return;
        }
        var receipt = receipts.read(value);
        refuseOther(bytes, Keys.of(receipt.getTenant(), receipt.getConversation(), receipt.getUser()));
        if (!receipt.getIsMember()) {
            return;
        }
        if (isUserHere) {
            own.add(receipt);
        }
        if (areOthersHere) {
            var conversation = new ConversationKey(receipt.getTenant(), receipt.getConversation());
            var added = others.add(conversation, receipt, pacing.of(conversation), nanoTime.getAsLong());
            if (added.isMerged()) {
                metrics.merged();
            }
            crowded(added.dropped());
        }
    }

    private void onSettings(byte[] bytes, byte[] value) {
        if (!key.isUserSecondHere()) {
            return;
        }
        var changed = settings.read(value);
        refuseOther(bytes, Keys.of(changed.getTenant(), changed.getUser(), changed.getConversation()));
        delivery.send(new Devices(changed.getTenant(), changed.getUser()), SignalFrames.updated(changed));
    }

    private static void refuseOther(byte[] bytes, byte[] expected) {
        if (!Arrays.equals(bytes, expected)) {
            throw new UnreadableRecordException("Key and value do not agree.");
        }
    }

    private void pace(ConversationKey conversation, Pacing found) {
        crowded(others.pace(conversation, found));
    }

    private void crowded(int count) {
        if (count > 0) {
            metrics.dropped(Drop.CROWDED, count);
        }
    }

    /** What waits for its time is nobody's batch. */
    private void tick() {
        if (isWaiting) {
            tail.execute(this::flush);
        }
    }

    /** After each batch. While earlier frames wait for their turn, what came is kept, and merged with what comes. */
    private void flush() {
        if (!delivery.isBusy()) {
            own.flush();
            for (var batch : others.due(nanoTime.getAsLong())) {
                var receipts = batch.receipts();
                // Who alone is in it has a frame of its own, with more in it.
                var except = receipts.size() == 1 ? receipts.getFirst().getUser() : null;
                delivery.send(
                        new Members(batch.key(), except),
                        SignalFrames.receipts(batch.key().conversation(), receipts, batch.interval()));
            }
        }
        isWaiting = !own.isEmpty() || !others.isEmpty();
    }
}
