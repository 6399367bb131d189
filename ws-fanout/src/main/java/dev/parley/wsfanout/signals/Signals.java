package dev.parley.wsfanout.signals;

import dev.parley.edge.presence.PresenceTable;
import dev.parley.edge.restrictions.RestrictionTable;
import dev.parley.runtime.kafka.LogTail;
import dev.parley.runtime.kafka.LogTail.From;
import dev.parley.schemas.Event;
import dev.parley.schemas.registry.RegistryUnavailableException;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.UnreadableRecordException;
import dev.parley.wsfanout.metrics.SignalMetrics;
import dev.parley.wsfanout.metrics.SignalMetrics.Drop;
import dev.parley.wsfanout.presence.PresenceBoard;
import dev.parley.wsfanout.stream.ConversationKey;
import dev.parley.wsfanout.stream.LiveKeys;
import dev.parley.wsfanout.stream.LiveMembers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node's source of signals: hands the records of their topics to the {@link SignalKind} that each is of, on a tail of their own, so
 * that no flood of them is read, merged or encoded where events are. Only finished frames cross over. A record that concerns nobody here
 * is not decoded.
 */
public final class Signals {
    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration BETWEEN_TURNS = Duration.ofMillis(1);

    private final LogTail tail;
    private final SignalMetrics metrics;
    private final Delivery delivery;
    private final EphemeralSignals ephemeral;
    private final RestrictionTable restrictions;
    private final List<SignalKind> kinds;
    private volatile boolean isWaiting;

    /**
     * Where signals come from.
     *
     * @param tail not the one of events; must not have been started
     * @param restrictions follows the tail
     */
    public record Ports(
            LogTail tail,
            UnreadCounts counts,
            GroupSizes sizes,
            PresencePorts presence,
            RestrictionTable restrictions,
            SchemaRegistry registry,
            InstantSource clock,
            LongSupplier nanoTime) {}

    /**
     * Who is there, and who is shown it.
     *
     * @param table follows the tail
     */
    public record PresencePorts(PresenceTable table, PresenceBoard board) {}

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
        this.restrictions = ports.restrictions();
        this.metrics = metrics;
        this.delivery = new Delivery(node.members(), node.tailThread(), task -> later(node.timer(), task), metrics);
        var reads = StoreReads.of(node.workers(), node.readsAtOnce());
        var parts = new SignalParts(
                ports.registry(),
                delivery,
                reads,
                new ReadToHead(node.members(), node.tailThread(), tail::execute),
                new GroupPacing(ports.sizes(), reads, tail::execute, ports.nanoTime(), this::paced),
                node.keys(),
                ports.restrictions(),
                ports.nanoTime(),
                metrics);
        var presence = ports.presence();
        this.ephemeral = new EphemeralSignals(parts, ports.clock(), tail::execute);
        this.kinds = List.of(
                new ReceiptSignals(parts, ports.counts()),
                new SettingsSignals(parts),
                ephemeral,
                new PresenceSignals(parts, presence.table(), presence.board(), tail::execute));
        kinds.forEach(kind -> kind.topics().forEach(this::follow));
        tail.afterEachBatch(this::flush);
        var _ = node.timer()
                .scheduleWithFixedDelay(this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** An event that came, whomever it is for: it may end a signal, or restrict a user. On the thread of events. */
    public void heard(Event event) {
        restrictions.heard(event);
        ephemeral.heard(event);
    }

    private static void later(ScheduledExecutorService timer, Runnable task) {
        var _ = timer.schedule(task, BETWEEN_TURNS.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void follow(String topic, SignalKind.Handler handler) {
        tail.follow(topic, From.END, record -> guarded(record, handler));
    }

    /** A record that cannot be read is nothing to wait for: the next one of its key has absolute values again. */
    private void guarded(ConsumerRecord<byte[], byte[]> record, SignalKind.Handler handler) {
        if (record.value() == null) {
            return;
        }
        try {
            handler.handle(record);
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

    private void paced(ConversationKey conversation, Pacing found) {
        kinds.forEach(kind -> kind.paced(conversation, found));
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
            kinds.forEach(SignalKind::flush);
        }
        isWaiting = kinds.stream().anyMatch(SignalKind::isWaiting);
    }
}
