package dev.parley.wsfanout.signals;

import dev.parley.wsfanout.metrics.SignalMetrics;
import dev.parley.wsfanout.metrics.SignalMetrics.Drop;
import dev.parley.wsfanout.stream.ConversationKey;
import dev.parley.wsfanout.stream.LiveMembers;
import dev.parley.wsfanout.stream.Subscriber;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands finished frames over to the thread that owns the live sessions, which also sends events. It sends a bounded number of them in
 * one turn; events have the next one. Safe for many threads.
 */
final class Delivery {
    /** Frames to sockets in one turn, which then ends with the frame that was begun. */
    static final int MAX_SENDS = 2_000;

    /** Frames that wait; more are dropped. */
    static final int MAX_WAITING = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final LiveMembers members;
    private final Executor tailThread;
    private final Executor later;
    private final SignalMetrics metrics;
    private final ConcurrentLinkedQueue<Outgoing> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicBoolean isTurnAsked = new AtomicBoolean();

    /** Who gets a frame. */
    sealed interface Audience {
        /** All present members of a conversation; without a user who has it already, null = none. */
        record Members(ConversationKey key, @Nullable String except) implements Audience {}

        /** All present members of a conversation but these users. */
        record Others(ConversationKey key, Set<String> but) implements Audience {}

        /** A user's own devices, while the user is a member of a conversation. */
        record MemberDevices(ConversationKey key, String user) implements Audience {}

        /** A user's own devices. */
        record Devices(String tenant, String user) implements Audience {}
    }

    private record Outgoing(Audience audience, byte[] frame) {}

    /** @param later runs a task after a moment, in which the tail's thread gets to its events */
    Delivery(LiveMembers members, Executor tailThread, Executor later, SignalMetrics metrics) {
        this.members = members;
        this.tailThread = tailThread;
        this.later = later;
        this.metrics = metrics;
    }

    /** Whether frames wait for their turn: what can still be merged should be. */
    boolean isBusy() {
        return count.get() > 0;
    }

    void send(Audience audience, byte[] frame) {
        if (count.incrementAndGet() > MAX_WAITING) {
            count.decrementAndGet();
            metrics.dropped(Drop.BUSY, 1);
            return;
        }
        waiting.add(new Outgoing(audience, frame));
        askForTurn();
    }

    private void askForTurn() {
        if (isTurnAsked.compareAndSet(false, true)) {
            tailThread.execute(this::turn);
        }
    }

    /** On the tail's thread. */
    private void turn() {
        isTurnAsked.set(false);
        var sends = 0;
        while (sends < MAX_SENDS) {
            var next = waiting.poll();
            if (next == null) {
                return;
            }
            count.decrementAndGet();
            sends += send(next);
        }
        if (isBusy()) {
            // Not at once: a task that asks for another one would keep the thread from reading.
            later.execute(this::askForTurn);
        }
    }

    private int send(Outgoing outgoing) {
        var sent = new int[1];
        Consumer<Subscriber> action = subscriber -> {
            signal(subscriber, outgoing.frame());
            sent[0]++;
        };
        switch (outgoing.audience()) {
            case Audience.Members(var key, var except) ->
                members.forEach(key, subscriber -> {
                    if (!subscriber.user().equals(except)) {
                        action.accept(subscriber);
                    }
                });
            case Audience.Others(var key, var but) ->
                members.forEach(key, subscriber -> {
                    if (!but.contains(subscriber.user())) {
                        action.accept(subscriber);
                    }
                });
            case Audience.MemberDevices(var key, var user) -> members.forEachOf(key, user, action);
            case Audience.Devices(var tenant, var user) -> members.forEachOf(tenant, user, action);
        }
        return sent[0];
    }

    private static void signal(Subscriber subscriber, byte[] frame) {
        try {
            subscriber.signal(frame);
        } catch (RuntimeException e) {
            // A defect of one session, which holds up no other.
            LOG.atError().addKeyValue("user", subscriber.user()).setCause(e).log("A session could not take a signal.");
            subscriber.fail();
        }
    }
}
