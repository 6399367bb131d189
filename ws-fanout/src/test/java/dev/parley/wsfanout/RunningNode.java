package dev.parley.wsfanout;

import dev.parley.edge.EdgeSettings;
import dev.parley.edge.command.CommandDrafts;
import dev.parley.edge.command.TargetLookup;
import dev.parley.edge.identity.Identity;
import dev.parley.edge.identity.InMemoryRedeemedTickets;
import dev.parley.edge.identity.TokenKeys;
import dev.parley.edge.identity.TokenSession;
import dev.parley.readmodel.ReadModelSettings;
import dev.parley.runtime.config.Env;
import dev.parley.runtime.config.Secret;
import dev.parley.runtime.http.HttpSettings;
import dev.parley.runtime.http.UndertowFront;
import dev.parley.runtime.kafka.KafkaSettings;
import dev.parley.runtime.service.Health;
import dev.parley.schemas.UserStatus;
import dev.parley.wsfanout.session.SessionLimits;
import dev.parley.wsfanout.socket.OutboxLimits;
import dev.parley.wsfanout.stream.InMemoryLog;
import dev.parley.wsfanout.stream.SampleEvents;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A push node on a real server, with everything else in memory. */
final class RunningNode implements AutoCloseable {
    static final String TENANT = "acme";
    static final String OTHER_TENANT = "globex";
    private static final TokenKeys KEYS = keys();

    final InMemoryTail tail = new InMemoryTail();
    final InMemoryLog log = new InMemoryLog(tail::show);
    final InMemoryActions actions = new InMemoryActions(log, tail::execute);
    final InMemoryUsers users = new InMemoryUsers();
    final InMemoryRedeemedTickets tickets = new InMemoryRedeemedTickets(InstantSource.system());
    final Identity identity = Identity.of(KEYS, users, users, tickets);
    final TestClock clock = new TestClock();
    final InMemorySeenSessions seen = new InMemorySeenSessions();
    final InMemorySignals signals;
    final PrometheusRegistry metrics = new PrometheusRegistry();
    final UndertowFront front;
    final PushNode node;

    private RunningNode(SessionLimits limits, OutboxLimits outbox, Duration httpIdle) {
        this(limits, outbox, httpIdle, new InMemorySignals());
    }

    private RunningNode(SessionLimits limits, OutboxLimits outbox, Duration httpIdle, InMemorySignals signals) {
        this(limits, outbox, httpIdle, signals, Sockets.DEFAULT);
    }

    private RunningNode(
            SessionLimits limits, OutboxLimits outbox, Duration httpIdle, InMemorySignals signals, Sockets sockets) {
        this.signals = signals;
        var settings = new WsFanoutSettings(
                edge(), store(), limits, outbox, 1 << 20, Duration.ofMillis(300), sockets.settings());
        node = new PushNode(
                settings,
                new PushNode.Ports(
                        "n1",
                        tail,
                        new LogEventFeed(tail),
                        actions,
                        new CommandDrafts(users, (_, _, _, _) -> new TargetLookup.Missing()),
                        identity.authenticator(),
                        log,
                        log,
                        log,
                        SampleEvents.REGISTRY,
                        clock,
                        seen,
                        signals.ports(),
                        new PushNode.SocketPorts(users, sockets.waitingReads(), sockets.nanoTime())),
                PushNode.Metrics.of(metrics));
        node.startAt(log.ends());
        front = UndertowFront.open(http(httpIdle), new Health(), metrics);
        front.mount("/v1/socket", node.handler());
        node.echo().ifPresent(echo -> front.mount("/v1/socket-echo", echo));
    }

    /**
     * Which sockets a node takes, and by which clock it hears of them.
     *
     * @param env the settings that are not as by default
     */
    record Sockets(Map<String, String> env, LongSupplier nanoTime, IntSupplier waitingReads) {
        static final Sockets DEFAULT = with(Map.of());

        static Sockets with(Map<String, String> env) {
            return new Sockets(env, System::nanoTime, () -> 0);
        }

        SocketSettings settings() {
            return SocketSettings.from(Env.of(env));
        }
    }

    static RunningNode with(Sockets sockets) {
        return new RunningNode(
                new SessionLimits(Duration.ofSeconds(25), Duration.ofSeconds(10)),
                OutboxLimits.of(1 << 20, 8_192),
                Duration.ofSeconds(75),
                new InMemorySignals(),
                sockets);
    }

    static RunningNode start() {
        return with(new SessionLimits(Duration.ofSeconds(25), Duration.ofSeconds(10)));
    }

    static RunningNode with(SessionLimits limits) {
        return new RunningNode(limits, OutboxLimits.of(1 << 20, 8_192), Duration.ofSeconds(75));
    }

    static RunningNode with(OutboxLimits outbox) {
        return new RunningNode(
                new SessionLimits(Duration.ofSeconds(25), Duration.ofSeconds(10)), outbox, Duration.ofSeconds(75));
    }

    /** Signals come and receipts go elsewhere. */
    static RunningNode with(InMemorySignals signals) {
        return new RunningNode(
                new SessionLimits(Duration.ofSeconds(25), Duration.ofSeconds(10)),
                OutboxLimits.of(1 << 20, 8_192),
                Duration.ofSeconds(75),
                signals);
    }

    static RunningNode withHttpIdleTime(Duration idle) {
        return new RunningNode(
                new SessionLimits(Duration.ofSeconds(25), Duration.ofSeconds(10)),
                OutboxLimits.of(1 << 20, 8_192),
                idle);
    }

    /** A token of a user, who exists from now on. */
    String token(String tenant, String user) {
        return token(tenant, user, Duration.ofHours(1));
    }

    String token(String tenant, String user, Duration ttl) {
        if (users.find(tenant, user).isEmpty()) {
            users.put(tenant, user, UserStatus.ACTIVE, 0);
        }
        var epoch = users.find(tenant, user).orElseThrow().tokenEpoch();
        var end = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(ttl);
        var session = new TokenSession(tenant, user, UUID.randomUUID().toString(), null, epoch, end);
        return identity.tokens().mint(session).token();
    }

    /** A socket after the upgrade. */
    TestSocket connect(String user) {
        return TestSocket.open(front.port(), token(TENANT, user));
    }

    /** A live session without a resume, on a device of its own. */
    TestSocket hello(String user) {
        return hello(user, user + "-" + System.nanoTime());
    }

    TestSocket hello(String user, String device) {
        return greeted(connect(user), device, "");
    }

    /** A session that has got its backlog; {@code positions} is JSON. */
    TestSocket resume(String user, String positions) {
        return greeted(
                connect(user), user + "-" + System.nanoTime(), ",\"resume\":{\"conversations\":" + positions + "}");
    }

    private TestSocket greeted(TestSocket socket, String device, String more) {
        socket.send("{\"type\":\"hello\",\"ref\":\"1\",\"device\":\"" + device + "\"" + more + "}");
        socket.expect("welcome");
        return socket;
    }

    /** What happened to a user, as the directory and the tail learn of it. */
    void change(String user, UserStatus status, int epoch, String... revoked) {
        users.put(TENANT, user, status, epoch, revoked);
        var key = (TENANT + "/" + user).getBytes(StandardCharsets.UTF_8);
        tail.show(new ConsumerRecord<>("users", 0, 0, key, new byte[0]));
    }

    double metric(String name) {
        var samples = metrics.scrape(name::equals).stream().flatMap(snapshot -> snapshot.getDataPoints().stream());
        return samples.mapToDouble(RunningNode::value).sum();
    }

    /** Of the series with this value of this label. */
    double metric(String name, String label, String value) {
        return metrics.scrape(name::equals).stream()
                .flatMap(snapshot -> snapshot.getDataPoints().stream())
                .filter(point -> value.equals(point.getLabels().get(label)))
                .mapToDouble(RunningNode::value)
                .sum();
    }

    private static double value(DataPointSnapshot point) {
        return switch (point) {
            case CounterSnapshot.CounterDataPointSnapshot counter -> counter.getValue();
            case GaugeSnapshot.GaugeDataPointSnapshot gauge -> gauge.getValue();
            default -> throw new IllegalArgumentException(point.toString());
        };
    }

    @Override
    public void close() {
        node.close();
        front.close();
        signals.close();
        tail.close();
    }

    private static HttpSettings http(Duration idle) {
        return HttpSettings.from(Env.of(Map.of("PARLEY_HTTP_PORT", "0", "PARLEY_HTTP_IDLE_TIMEOUT", idle.toString())));
    }

    private static EdgeSettings edge() {
        var kafka = new KafkaSettings("nowhere:1", InMemoryLog.PARTITIONS, 1, "http://nowhere", false);
        return new EdgeSettings(kafka, Path.of("none"), Duration.ofSeconds(5), 100, null, null);
    }

    private static ReadModelSettings store() {
        return new ReadModelSettings("", "parley", new Secret(""), 4);
    }

    private static TokenKeys keys() {
        try {
            var file = Files.createTempDirectory(Files.createDirectories(Path.of("target", "keys")), "keys")
                    .resolve("token-keys.json");
            TokenKeys.generate(file);
            return TokenKeys.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
