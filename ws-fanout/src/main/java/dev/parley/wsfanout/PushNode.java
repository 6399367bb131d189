package dev.parley.wsfanout;

import dev.parley.edge.command.CommandDrafts;
import dev.parley.edge.directory.TenantDirectory;
import dev.parley.edge.events.EventJson;
import dev.parley.edge.identity.Authenticator;
import dev.parley.edge.log.ActionLog;
import dev.parley.edge.log.LeaseDraft;
import dev.parley.edge.log.ReceiptDraft;
import dev.parley.edge.log.SignalLog;
import dev.parley.edge.presence.PresenceTable;
import dev.parley.edge.redis.SeenSessions;
import dev.parley.edge.restrictions.RestrictionTable;
import dev.parley.readmodel.read.EventStore;
import dev.parley.readmodel.read.MembershipStore;
import dev.parley.runtime.kafka.LogTail;
import dev.parley.runtime.kafka.LogTail.From;
import dev.parley.schemas.Ephemeral;
import dev.parley.schemas.Event;
import dev.parley.schemas.ScheduledMessage;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.topics.Topics;
import dev.parley.wsfanout.metrics.PresenceMetrics;
import dev.parley.wsfanout.metrics.PushMetrics;
import dev.parley.wsfanout.metrics.SignalMetrics;
import dev.parley.wsfanout.presence.PresenceBoard;
import dev.parley.wsfanout.presence.PresenceWatches;
import dev.parley.wsfanout.session.SessionNode;
import dev.parley.wsfanout.signals.GroupSizes;
import dev.parley.wsfanout.signals.Signals;
import dev.parley.wsfanout.signals.UnreadCounts;
import dev.parley.wsfanout.socket.Flusher;
import dev.parley.wsfanout.stream.EventCodec;
import dev.parley.wsfanout.stream.EventFeed;
import dev.parley.wsfanout.stream.EventStream;
import dev.parley.wsfanout.stream.MembershipChange;
import dev.parley.wsfanout.stream.Ring;
import dev.parley.wsfanout.stream.TopicReader;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.undertow.server.HttpHandler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/** A push node, put together from its ports: the stream of events, the sessions, and the way of both over one tail. */
final class PushNode implements AutoCloseable {
    private final WsFanoutSettings settings;
    private final Authenticator authenticator;
    private final EventStream stream;
    private final SessionNode sessions;
    private final PresenceBoard presence;
    private final SocketTier sockets;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("ws-fanout-timer").factory());

    /** Whom the node depends on. */
    record Ports(
            String node,
            LogTail tail,
            EventFeed feed,
            ActionLog log,
            CommandDrafts drafts,
            Authenticator authenticator,
            EventStore events,
            MembershipStore memberships,
            TopicReader topic,
            SchemaRegistry registry,
            InstantSource clock,
            SeenSessions seen,
            SignalPorts signals,
            SocketPorts sockets) {

        /** How records are read, and shown to clients. */
        static EventCodec codec(SchemaRegistry registry) {
            return new EventCodec(
                    new AvroReader<>(registry, Event.getClassSchema()), EventJson::frame, MembershipChange::of);
        }
    }

    /**
     * What the node depends on for signals.
     *
     * @param tail of their own: a flood of them must not hold up events
     * @param presence follows the tail
     * @param restrictions follows the tail
     * @param nanoTime as {@link System#nanoTime}
     */
    record SignalPorts(
            LogTail tail,
            SignalLog<ReceiptDraft> receipts,
            SignalLog<Ephemeral> ephemeral,
            SignalLog<LeaseDraft> leases,
            PresenceTable presence,
            RestrictionTable restrictions,
            UnreadCounts counts,
            GroupSizes sizes,
            LongSupplier nanoTime) {}

    /**
     * What the node's sockets depend on.
     *
     * @param waitingReads how many sessions wait for the store at this moment
     * @param nanoTime as {@link System#nanoTime}, for heartbeats
     */
    record SocketPorts(TenantDirectory tenants, IntSupplier waitingReads, LongSupplier nanoTime) {}

    /** What the node counts. */
    record Metrics(PushMetrics push, SignalMetrics signals, PresenceMetrics presence) {
        static Metrics of(PrometheusRegistry registry) {
            return new Metrics(PushMetrics.of(registry), SignalMetrics.of(registry), PresenceMetrics.of(registry));
        }
    }

    /** Follows the tails, which must not have been started. */
    PushNode(WsFanoutSettings settings, Ports ports, Metrics metrics) {
        this.settings = settings;
        this.authenticator = ports.authenticator();
        var codec = Ports.codec(ports.registry());
        var flusher = new Flusher();
        var ring = new Ring(settings.edge().kafka().partitions(), settings.ringBytes());
        this.stream = new EventStream(
                new EventStream.Sources(ports.feed(), ports.events(), ports.memberships(), ports.topic()),
                codec,
                ring,
                new TailScheduler(ports.tail(), timer),
                metrics.push());
        this.presence = new PresenceBoard(
                ports.signals().presence(),
                ports.signals().restrictions(),
                ports.signals().nanoTime(),
                metrics.presence());
        this.sockets = new SocketTier(settings, ports.sockets(), flusher, workers, timer, metrics.push());
        this.sessions = new SessionNode(
                new SessionNode.Terms(ports.node(), settings.sessions(), sockets.shared()),
                new SessionNode.Ports(
                        ports.log(),
                        ports.drafts(),
                        ports.authenticator(),
                        ports.events(),
                        codec.reader(),
                        new AvroReader<>(ports.registry(), ScheduledMessage.getClassSchema()),
                        ports.clock(),
                        ports.seen(),
                        new SessionNode.SignalPorts(
                                ports.signals().receipts(),
                                ports.signals().ephemeral(),
                                presencePorts(ports.signals()),
                                ports.signals().restrictions(),
                                ports.tail()::execute,
                                ports.signals().nanoTime())),
                stream,
                timer,
                new SessionNode.Metrics(metrics.push(), metrics.signals(), metrics.presence()));
        followSignals(ports, metrics.signals());
        ports.tail().follow(Topics.USERS.name(), From.END, sessions::onUser);
        ports.tail().afterEachBatch(flusher::flushBatch);
    }

    private SessionNode.PresencePorts presencePorts(SignalPorts signals) {
        return new SessionNode.PresencePorts(
                signals.leases(),
                settings.edge().kafka().partitions(),
                new PresenceWatches(presence, signals.tail()::execute));
    }

    private void followSignals(Ports ports, SignalMetrics metrics) {
        var signals = ports.signals();
        // Half of the connections, so that those who resume get theirs.
        var readsAtOnce = Math.max(1, settings.readModel().pool() / 2);
        var shown = new Signals(
                new Signals.Ports(
                        signals.tail(),
                        signals.counts(),
                        signals.sizes(),
                        new Signals.PresencePorts(signals.presence(), presence),
                        signals.restrictions(),
                        ports.registry(),
                        ports.clock(),
                        signals.nanoTime()),
                new Signals.Node(stream.members(), stream.keys(), ports.tail()::execute, timer, workers, readsAtOnce),
                metrics);
        stream.onEach(shown::heard);
    }

    /** The tail has begun, at these ends of {@code events} or before. */
    void startAt(Map<Integer, Long> ends) {
        stream.startAt(ends);
    }

    /** GET /v1/socket. */
    HttpHandler handler() {
        return sockets.handler(authenticator, sessions);
    }

    /** GET /v1/socket-echo, where an operator asks for it. */
    Optional<HttpHandler> echo() {
        return sockets.echo();
    }

    /** Does at once what is done once a second; returns when it is done. */
    void check() {
        try {
            timer.submit(sessions::check).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends every client elsewhere. The tail should still run, so that last answers come. */
    void drain(Duration spread) {
        sessions.stop(spread);
    }

    @Override
    public void close() {
        drain(settings.spread());
        sockets.close();
        timer.shutdownNow();
        workers.shutdownNow();
    }
}
