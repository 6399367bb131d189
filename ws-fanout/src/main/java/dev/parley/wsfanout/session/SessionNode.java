package dev.parley.wsfanout.session;

import dev.parley.edge.command.CommandDrafts;
import dev.parley.edge.identity.Authenticator;
import dev.parley.edge.identity.Caller.UserCaller;
import dev.parley.edge.log.ActionLog;
import dev.parley.edge.log.LeaseDraft;
import dev.parley.edge.log.ReceiptDraft;
import dev.parley.edge.log.SignalLog;
import dev.parley.edge.redis.SeenSessions;
import dev.parley.edge.restrictions.RestrictionTable;
import dev.parley.readmodel.read.EventStore;
import dev.parley.schemas.Ephemeral;
import dev.parley.schemas.Event;
import dev.parley.schemas.ScheduledMessage;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.wsfanout.frame.CloseCode;
import dev.parley.wsfanout.lease.HeldLeases;
import dev.parley.wsfanout.metrics.PresenceMetrics;
import dev.parley.wsfanout.metrics.PushMetrics;
import dev.parley.wsfanout.metrics.SignalMetrics;
import dev.parley.wsfanout.presence.PresenceWatches;
import dev.parley.wsfanout.socket.ClientSocket;
import dev.parley.wsfanout.socket.Upgraded;
import dev.parley.wsfanout.stream.EventStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** All sessions of a node, and what they have in common. */
public final class SessionNode {
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);
    private static final Duration LAST_FRAMES = Duration.ofSeconds(3);

    private final Terms terms;
    private final EventStream stream;
    private final Metrics metrics;
    private final LongSupplier nanoTime;
    private final Sessions sessions = new Sessions();
    private final Sending sending;
    private final List<SignalIntake> intakes;
    private final Protocol protocol;
    private final SessionChecks checks;
    private final SeenSockets seen;
    private volatile boolean isStopping;

    /** What the node tells its clients, and expects of them. */
    public record Terms(String node, SessionLimits limits, ClientSocket.Shared sockets) {}

    /** Whom the sessions depend on. */
    public record Ports(
            ActionLog log,
            CommandDrafts drafts,
            Authenticator authenticator,
            EventStore events,
            AvroReader<Event> reader,
            AvroReader<ScheduledMessage> scheduled,
            InstantSource clock,
            SeenSessions seen,
            SignalPorts signals) {}

    /** Where signals of clients go. */
    public record SignalPorts(
            SignalLog<ReceiptDraft> receipts,
            SignalLog<Ephemeral> ephemeral,
            PresencePorts presence,
            RestrictionTable restrictions,
            Executor tailThread,
            LongSupplier nanoTime) {}

    /**
     * Where leases and what users say of themselves go, and who is shown to whom.
     *
     * @param partitions of the leases
     */
    public record PresencePorts(SignalLog<LeaseDraft> leases, int partitions, PresenceWatches watches) {}

    /** What is counted. */
    public record Metrics(PushMetrics push, SignalMetrics signals, PresenceMetrics presence) {}

    public SessionNode(Terms terms, Ports ports, EventStream stream, ScheduledExecutorService timer, Metrics metrics) {
        this.terms = terms;
        this.stream = stream;
        this.metrics = metrics;
        this.nanoTime = ports.signals().nanoTime();
        this.intakes = intakes(ports, timer);
        this.checks = new SessionChecks(
                sessions,
                terms.limits(),
                ports.authenticator(),
                ports.clock(),
                terms.sockets().nanoTime(),
                intakes);
        this.seen = new SeenSockets(sessions, ports.seen());
        var stored = new StoredMessageIds(ports.events(), ports.reader(), timer);
        this.sending = new Sending(ports.drafts(), ports.log(), ports.reader(), ports.scheduled(), stored, this::said);
        this.protocol = new Protocol(
                new Protocol.Ports(ports.authenticator(), ports.clock(), nanoTime),
                new SessionStart(sessions, stream, seen),
                sending,
                byType(intakes),
                metrics.push());
        var _ = timer.scheduleWithFixedDelay(
                this::check, CHECK_INTERVAL.toMillis(), CHECK_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        var _ = timer.scheduleWithFixedDelay(seen, 1, 1, TimeUnit.SECONDS);
    }

    private List<SignalIntake> intakes(Ports ports, ScheduledExecutorService timer) {
        var signals = ports.signals();
        var presence = signals.presence();
        var leases = new HeldLeases(
                new HeldLeases.Ports(
                        terms.node(), presence.leases(), presence.partitions(), in(timer), nanoTime, ports.clock()),
                metrics.presence());
        return List.of(
                new ReceiptIntake(
                        new ReceiptIntake.Ports(
                                signals.receipts(), stream.members(), signals.tailThread(), timer, nanoTime),
                        metrics.signals()),
                new EphemeralIntake(
                        new EphemeralAppends.Ports(
                                signals.ephemeral(),
                                stream.members(),
                                signals.restrictions(),
                                signals.tailThread(),
                                timer,
                                nanoTime,
                                ports.clock()),
                        metrics.signals()),
                new LeaseKeeper(leases, nanoTime),
                new PresenceIntake(
                        new PresenceIntake.Ports(
                                presence.leases(),
                                presence.watches(),
                                stream.members(),
                                signals.tailThread(),
                                nanoTime,
                                ports.clock()),
                        metrics.presence()));
    }

    private static HeldLeases.Timer in(ScheduledExecutorService timer) {
        return (turn, after) -> {
            try {
                var _ = timer.schedule(turn, after.toMillis(), TimeUnit.MILLISECONDS);
                return true;
            } catch (RejectedExecutionException _) {
                return false;
            }
        };
    }

    private static Map<String, SignalIntake> byType(List<SignalIntake> intakes) {
        var byType = new HashMap<String, SignalIntake>();
        intakes.forEach(intake -> intake.types().forEach(type -> byType.put(type, intake)));
        return Map.copyOf(byType);
    }

    /** Takes over a connection. */
    public void open(Upgraded upgraded, UserCaller caller) {
        var session = new Session(this, upgraded, caller);
        sessions.add(session);
        metrics.push().socketOpened();
        session.socket().open(upgraded);
        if (isStopping) {
            session.close(CloseCode.GOING_AWAY, "stopping");
        }
    }

    /** A record of {@code users}: whoever may no longer act is cut off. On the tail's thread, after the directory has it. */
    public void onUser(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return;
        }
        var key = new String(record.key(), StandardCharsets.UTF_8);
        var slash = key.indexOf('/');
        if (slash > 0) {
            sessions.of(key.substring(0, slash), key.substring(slash + 1)).forEach(checks::check);
        }
    }

    /** What is done once a second; on the timer's thread. */
    public void check() {
        checks.run();
    }

    public boolean isStopping() {
        return isStopping;
    }

    /**
     * Sends every client elsewhere: tells it, lets what is under way come to its end, closes with 4010. Blocks.
     *
     * @param spread within which the clients come back, each at its own random time
     */
    public void stop(Duration spread) {
        isStopping = true;
        sessions.all()
                .forEach(session -> session.send(ServerFrames.goingAway(
                        Duration.ofMillis(ThreadLocalRandom.current().nextLong(spread.toMillis() + 1)))));
        await(() -> sending.underWay() == 0, LAST_ANSWERS);
        // Before the sockets end, so that one record ends all of their leases.
        intakes.forEach(SignalIntake::stop);
        sessions.all().forEach(session -> session.socket().closeAfterTheRest(CloseCode.GOING_AWAY, "stopping"));
        await(() -> sessions.areNone() && intakes.stream().allMatch(SignalIntake::isIdle), LAST_FRAMES);
        sessions.all().forEach(session -> session.socket().terminate());
    }

    Terms terms() {
        return terms;
    }

    PushMetrics metrics() {
        return metrics.push();
    }

    SignalMetrics signalMetrics() {
        return metrics.signals();
    }

    PresencePace newPresencePace() {
        return new PresencePace(nanoTime.getAsLong());
    }

    Protocol protocol() {
        return protocol;
    }

    EphemeralPace newEphemeralPace() {
        return new EphemeralPace(nanoTime.getAsLong());
    }

    private void said(Session session, String conversation) {
        intakes.forEach(intake -> intake.said(session, conversation));
    }

    /** Its memberships are known. On the tail's thread. */
    void joined(Session session) {
        intakes.forEach(intake -> intake.joined(session));
    }

    /** Nothing can be sent to it any more. */
    void ended(Session session) {
        intakes.forEach(intake -> intake.ended(session));
        stream.leave(session);
    }

    /** Its connection is gone. */
    void gone(Session session) {
        sessions.remove(session);
        seen.closed(session);
        metrics.push().socketClosed();
    }

    private static void await(BooleanSupplier condition, Duration atMost) {
        var end = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(POLL.toNanos());
        }
    }
}
