package dev.parley.wsfanout.lease;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The lease of one socket: what the log is to have of it, and what it has. One record of it is under way at a time, so that they stay in
 * order. Safe for many threads.
 */
public final class HeldLease {
    private final Device device;
    private final long number;
    private final int partition;
    private State wanted = State.NONE;
    private State logged = State.NONE;
    /** Whether the log may have something that it did not say it has. */
    private boolean isMaybeLogged;

    private boolean isUnderWay;
    private boolean isQueued;
    private long changedNanos;
    private Instant activeAt = Instant.EPOCH;
    private int generation;
    private long announcedNanos;
    private String node = "";

    /** Of a lease. */
    enum State {
        /** The log has nothing. */
        NONE,
        ACTIVE,
        IDLE,
        CLOSED
    }

    /** What goes to the log now. */
    record Due(State state, String node, Instant activeAt) {}

    /** @param number another one for each of the node */
    HeldLease(Device device, long number, int partition) {
        this.device = device;
        this.number = number;
        this.partition = partition;
    }

    Device device() {
        return device;
    }

    long number() {
        return number;
    }

    int partition() {
        return partition;
    }

    synchronized boolean isClosed() {
        return wanted == State.CLOSED;
    }

    /** Whether it is in another state, and has been in it since before. */
    synchronized boolean mayBecome(State state, long before) {
        return wanted != state && wanted != State.CLOSED && changedNanos - before <= 0;
    }

    /** @return whether it is to be queued for it */
    synchronized boolean want(State state, Instant lastActiveAt, long now) {
        if (wanted == State.CLOSED) {
            return false;
        }
        wanted = state;
        activeAt = lastActiveAt;
        changedNanos = now;
        return queueIfDue();
    }

    /** Whether it was announced under this name of the node, since the partition last lost sight of it. */
    synchronized boolean isAnnounced(String name, int newGeneration) {
        return generation == newGeneration && node.equals(name);
    }

    /** Whether it was last announced before. */
    synchronized boolean isAnnouncedBefore(long nanos) {
        return announcedNanos - nanos < 0;
    }

    /** What the log has of it counts no more. @return whether it is to be queued for it */
    synchronized boolean announce(String name, int newGeneration, long now) {
        generation = newGeneration;
        announcedNanos = now;
        node = name;
        isMaybeLogged |= logged != State.NONE;
        logged = State.NONE;
        return queueIfDue();
    }

    /** Takes it out of the queue: what of it goes to the log now, null where nothing. */
    synchronized @Nullable Due begin() {
        isQueued = false;
        if (isUnderWay || !isDue()) {
            return null;
        }
        isUnderWay = true;
        return new Due(wanted, node, activeAt);
    }

    /** @return whether it is to be queued again */
    synchronized boolean finish(Due due, boolean isDurable) {
        isUnderWay = false;
        if (isDurable && due.node().equals(node)) {
            logged = due.state();
        } else {
            isMaybeLogged = true;
        }
        return queueIfDue();
    }

    private boolean queueIfDue() {
        if (isQueued || isUnderWay || !isDue()) {
            return false;
        }
        isQueued = true;
        return true;
    }

    private boolean isDue() {
        return wanted != logged && (wanted != State.CLOSED || logged != State.NONE || isMaybeLogged);
    }
}
