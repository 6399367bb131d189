package dev.parley.wsfanout.session;

import dev.parley.edge.api.Problem;
import dev.parley.edge.log.SignalLog;
import dev.parley.edge.restrictions.RestrictionTable;
import dev.parley.schemas.Ephemeral;
import dev.parley.schemas.Typing;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.wsfanout.metrics.SignalMetrics;
import dev.parley.wsfanout.session.EphemeralPace.Feature;
import dev.parley.wsfanout.stream.LiveMembers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Ephemeral signals of members on their way to the log, in order. The tail's thread says who is a member; it is asked a few dozen times
 * a second at most, for all that came by then, and the timer's thread appends. Safe for many threads.
 */
final class EphemeralAppends {
    /** Signals that wait; there is no room for more. */
    static final int MAX_WAITING = 10_000;

    private static final Duration TICK = Duration.ofMillis(20);
    /** So many that the tail's thread is not kept from events; the rest has the next tick. */
    private static final int MAX_AT_ONCE = 500;

    private static final Problem UNKNOWN = Problem.of(
                    ErrorCode.LOG_UNAVAILABLE, "It is not known whether the log took it; send it again.")
            .retryAfter(Duration.ofSeconds(1));

    private final Ports ports;
    private final SignalMetrics metrics;
    private final ConcurrentLinkedQueue<Outgoing> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicBoolean isTickDue = new AtomicBoolean();

    /** Whom signals depend on. */
    record Ports(
            SignalLog<Ephemeral> log,
            LiveMembers members,
            RestrictionTable restrictions,
            Executor tailThread,
            ScheduledExecutorService timer,
            LongSupplier nanoTime,
            InstantSource clock) {}

    /** @param ref what an answer must carry; null where the client wants none */
    record Outgoing(
            Session session, Ephemeral signal, @Nullable String ref) {
        Feature feature() {
            return signal.getBody() instanceof Typing ? Feature.TYPING : Feature.TRANSIENT;
        }

        /** Whether it says that its client types, and the client has stopped since. */
        boolean isPassed(long now) {
            return signal.getBody() instanceof Typing typing
                    && typing.getOn()
                    && !session.ephemeral().isTyping(signal.getConversation(), now);
        }
    }

    EphemeralAppends(Ports ports, SignalMetrics metrics) {
        this.ports = ports;
        this.metrics = metrics;
    }

    boolean hasRoom() {
        return underWay.get() < MAX_WAITING && ports.log().hasRoom();
    }

    /** Whether the log has, or has refused, everything. */
    boolean isIdle() {
        return underWay.get() == 0;
    }

    void add(Outgoing outgoing) {
        underWay.incrementAndGet();
        waiting.add(outgoing);
        askForTick();
    }

    /** As {@link #add}, ahead of a change of memberships that is about to be made. */
    void addNow(List<Outgoing> outgoing) {
        if (!outgoing.isEmpty()) {
            underWay.addAndGet(outgoing.size());
            ports.tailThread().execute(() -> handOver(ofMembers(outgoing)));
        }
    }

    private void askForTick() {
        if (isTickDue.compareAndSet(false, true)) {
            var _ = ports.timer().schedule(this::tick, TICK.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void tick() {
        isTickDue.set(false);
        var due = new ArrayList<Outgoing>();
        for (var next = waiting.poll(); next != null; next = waiting.poll()) {
            due.add(next);
            if (due.size() == MAX_AT_ONCE) {
                askForTick();
                break;
            }
        }
        if (!due.isEmpty()) {
            ports.tailThread().execute(() -> handOver(ofMembers(due)));
        }
    }

    /** On the tail's thread. */
    private List<Outgoing> ofMembers(List<Outgoing> due) {
        var drafts = new ArrayList<Outgoing>(due.size());
        var now = ports.nanoTime().getAsLong();
        for (var each : due) {
            var conversation = each.signal().getConversation();
            if (ports.members().standing(each.session(), conversation).isEmpty()) {
                each.session().ephemeral().forget(conversation);
                // A conversation that there is not, and one of other people, are the same.
                refuse(each, Problem.of(ErrorCode.CONVERSATION_NOT_FOUND));
            } else if (mayNotWrite(each)) {
                each.session().ephemeral().forget(conversation);
                refuse(each, Problem.of(ErrorCode.MUTED));
            } else if (each.isPassed(now)) {
                underWay.decrementAndGet();
                metrics.ephemeralMerged(each.feature().label());
            } else {
                drafts.add(each);
            }
        }
        return drafts;
    }

    /** That a muted member has stopped is told: it may have begun before. */
    private boolean mayNotWrite(Outgoing outgoing) {
        var signal = outgoing.signal();
        return !(signal.getBody() instanceof Typing typing && !typing.getOn())
                && ports.restrictions()
                        .isMuted(
                                signal.getTenant(),
                                signal.getConversation(),
                                signal.getUser(),
                                ports.clock().instant());
    }

    private void handOver(List<Outgoing> drafts) {
        try {
            ports.timer().execute(() -> drafts.forEach(this::append));
        } catch (RejectedExecutionException _) {
            // The node has ended, and no event waits for this thread.
            drafts.forEach(this::append);
        }
    }

    /** On the timer's thread, so that those of one conversation stay in order. */
    private void append(Outgoing outgoing) {
        var _ = ports.log().append(outgoing.signal()).thenAccept(isDurable -> finish(outgoing, isDurable));
    }

    /** @param isDurable false where that is not known */
    private void finish(Outgoing outgoing, boolean isDurable) {
        underWay.decrementAndGet();
        if (isDurable) {
            metrics.ephemeralTaken(outgoing.feature().label());
            return;
        }
        metrics.ephemeralDropped(outgoing.feature().label(), UNKNOWN.code());
        // Of what may be lost nobody hears who does not ask.
        if (outgoing.ref() != null) {
            outgoing.session().send(ServerFrames.error(outgoing.ref(), UNKNOWN));
        }
    }

    private void refuse(Outgoing outgoing, Problem problem) {
        underWay.decrementAndGet();
        metrics.ephemeralDropped(outgoing.feature().label(), problem.code());
        outgoing.session().send(ServerFrames.rejected(outgoing.ref(), null, problem));
    }
}
