package dev.parley.wsfanout.lease;

import dev.parley.edge.log.LeaseDraft;
import dev.parley.edge.log.Partitioning;
import dev.parley.edge.log.SignalLog;
import dev.parley.schemas.Lease;
import dev.parley.schemas.LeaseClosed;
import dev.parley.schemas.LeaseOpened;
import dev.parley.schemas.topics.Keys;
import dev.parley.wsfanout.lease.HeldLease.Due;
import dev.parley.wsfanout.lease.HeldLease.State;
import dev.parley.wsfanout.metrics.PresenceMetrics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The leases of a node's sockets: each is opened and closed by one record, and holds while the node is heard of. What the log does not
 * take is kept, one record a socket, and appended again. Safe for many threads.
 */
public final class HeldLeases {
    /** Between two turns. */
    static final Duration TURN = Duration.ofMillis(50);
    /** Records of one turn: 2,000 a second. */
    static final int A_TURN = 100;
    /** Between two records of a socket that differ in whether it is idle: the topology tells nobody earlier. */
    static final Duration BETWEEN_CHANGES = Duration.ofSeconds(5);
    /**
     * After which a lease is announced once more. Its topic forgets records after 15 minutes: so it has each lease that holds, also for a
     * topology that was down for longer.
     */
    static final Duration REFRESH = Duration.ofMinutes(7);
    /** Ends of leases that may wait. With more the node takes a new name, and all that stand under the former one end with it. */
    static final int MAX_ENDS = 50_000;

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final int RADIX = 36;

    private final Ports ports;
    private final PresenceMetrics metrics;
    private final NodeBeats beats;
    private final ConcurrentLinkedQueue<HeldLease> queue = new ConcurrentLinkedQueue<>();
    /** The size of the queue. */
    private final AtomicInteger waiting = new AtomicInteger();

    private final AtomicInteger held = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicBoolean isTurnAsked = new AtomicBoolean();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicInteger names = new AtomicInteger();
    private volatile String name;
    private volatile long notBefore;
    private volatile boolean isStopped;

    /** Has a turn taken after a while; false where it has ended. */
    public interface Timer {
        boolean schedule(Runnable turn, Duration after);
    }

    /**
     * Whom leases depend on.
     *
     * @param node a new name at each start
     * @param partitions of the topic
     * @param nanoTime as {@link System#nanoTime}
     */
    public record Ports(
            String node,
            SignalLog<LeaseDraft> log,
            int partitions,
            Timer timer,
            LongSupplier nanoTime,
            InstantSource clock) {}

    public HeldLeases(Ports ports, PresenceMetrics metrics) {
        this.ports = ports;
        this.metrics = metrics;
        this.name = ports.node();
        this.notBefore = ports.nanoTime().getAsLong();
        this.beats = new NodeBeats(ports.log(), ports.partitions(), ports.nanoTime(), metrics);
    }

    /** A socket is live. */
    public HeldLease open(Device device) {
        var partition = Partitioning.of(Keys.of(device.tenant(), device.user()), ports.partitions());
        var lease = new HeldLease(device, numbers.incrementAndGet(), partition);
        held.incrementAndGet();
        metrics.leaseOpened();
        var _ = lease.announce(
                name, beats.generation(partition), ports.nanoTime().getAsLong());
        want(lease, State.ACTIVE, 0);
        return lease;
    }

    /** The socket is gone; its device was last touched so many nanoseconds ago. */
    public void close(HeldLease lease, long sinceTouched) {
        var left = held.decrementAndGet();
        metrics.leaseEnded();
        want(lease, State.CLOSED, sinceTouched);
        if (waiting.get() > left + MAX_ENDS) {
            rename();
        }
    }

    /** To be called once a second for each lease: whether its device is idle, and since when. Allocates nothing where all is as before. */
    public void check(HeldLease lease, boolean isIdle, long sinceTouched) {
        var state = isIdle ? State.IDLE : State.ACTIVE;
        var now = ports.nanoTime().getAsLong();
        if (lease.mayBecome(state, now - BETWEEN_CHANGES.toNanos())) {
            want(lease, state, sinceTouched);
        }
        var generation = beats.generation(lease.partition());
        if (!lease.isAnnounced(name, generation)) {
            metrics.announcedAgain();
            queueIf(lease.announce(name, generation, now), lease);
        } else if (lease.isAnnouncedBefore(now - REFRESH.toNanos())) {
            queueIf(lease.announce(name, generation, now), lease);
        }
    }

    /** To be called once a second. */
    public void tick() {
        if (!isStopped) {
            beats.beat(name);
            metrics.leasesWaiting(waiting.get());
        }
    }

    /** The node stops, and all of its leases end with it. */
    public void stop() {
        if (!isStopped) {
            isStopped = true;
            queue.clear();
            beats.stop(name);
        }
    }

    /** Whether the log has, or has refused, everything. */
    public boolean isIdle() {
        return (isStopped || queue.isEmpty()) && underWay.get() == 0 && beats.isIdle();
    }

    private void want(HeldLease lease, State state, long sinceTouched) {
        var activeAt = ports.clock().instant().minusNanos(sinceTouched);
        queueIf(lease.want(state, activeAt, ports.nanoTime().getAsLong()), lease);
    }

    private void queueIf(boolean isDue, HeldLease lease) {
        if (isDue && !isStopped) {
            waiting.incrementAndGet();
            queue.add(lease);
            askForTurn();
        }
    }

    private void askForTurn() {
        if (isTurnAsked.compareAndSet(false, true) && !ports.timer().schedule(this::turn, TURN)) {
            isTurnAsked.set(false);
        }
    }

    /** On the timer's thread. */
    private void turn() {
        isTurnAsked.set(false);
        for (var count = 0; count < A_TURN && mayAppend(); count++) {
            var next = queue.poll();
            if (next == null) {
                break;
            }
            waiting.decrementAndGet();
            append(next);
        }
        if (!queue.isEmpty() && !isStopped) {
            askForTurn();
        }
    }

    private boolean mayAppend() {
        return ports.nanoTime().getAsLong() - notBefore >= 0 && ports.log().hasRoom();
    }

    private void append(HeldLease lease) {
        var due = lease.begin();
        if (due == null) {
            return;
        }
        underWay.incrementAndGet();
        var _ = ports.log().append(LeaseDraft.of(record(lease, due))).thenAccept(isDurable -> {
            underWay.decrementAndGet();
            if (!isDurable) {
                notBefore = ports.nanoTime().getAsLong() + AFTER_FAILURE.toNanos();
            }
            queueIf(lease.finish(due, isDurable), lease);
        });
    }

    private Lease record(HeldLease lease, Due due) {
        var device = lease.device();
        var id = ports.node() + "." + Long.toString(lease.number(), RADIX);
        var body = due.state() == State.CLOSED
                ? new LeaseClosed(id, due.node(), due.activeAt())
                : new LeaseOpened(
                        id, due.node(), device.device(), device.session(), due.state() == State.IDLE, due.activeAt());
        return new Lease(device.tenant(), device.user(), body);
    }

    /** The former name is not heard of any more, so its leases end after one lease. Those that hold are announced under the new one. */
    private void rename() {
        name = ports.node() + "~" + names.incrementAndGet();
        queue.removeIf(lease -> {
            var isEnd = lease.isClosed();
            if (isEnd) {
                waiting.decrementAndGet();
            }
            return isEnd;
        });
    }
}
