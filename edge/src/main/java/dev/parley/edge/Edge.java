package dev.parley.edge;

import dev.parley.edge.directory.KafkaTenantDirectory;
import dev.parley.edge.directory.KafkaUserDirectory;
import dev.parley.edge.directory.TenantDirectory;
import dev.parley.edge.directory.UserDirectory;
import dev.parley.edge.identity.Authenticator;
import dev.parley.edge.identity.Identity;
import dev.parley.edge.identity.InviteCodes;
import dev.parley.edge.identity.SocketTickets;
import dev.parley.edge.identity.TokenKeys;
import dev.parley.edge.identity.UserTokens;
import dev.parley.edge.log.ActionLog;
import dev.parley.edge.log.ActionLogLimits;
import dev.parley.edge.log.KafkaActionLog;
import dev.parley.edge.log.OutcomeAddress;
import dev.parley.edge.log.SignalLogs;
import dev.parley.edge.log.TailedOutcomes;
import dev.parley.edge.redis.SeenSessions;
import dev.parley.edge.redis.SharedSessions;
import dev.parley.runtime.kafka.KafkaLogTail;
import dev.parley.runtime.kafka.KafkaSettings;
import dev.parley.runtime.kafka.LogTail;
import dev.parley.runtime.kafka.LogTail.From;
import dev.parley.runtime.service.Health.State;
import dev.parley.runtime.service.ProcessContext;
import dev.parley.runtime.service.StartException;
import dev.parley.schemas.registry.HttpSchemaRegistry;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.topics.Topics;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;

/** What a service that clients talk to is made of, put together: one tail, the logs, the directories, the callers' identity. */
public final class Edge implements AutoCloseable {
    private static final int NODE_BYTES = 4;

    private final String node;
    private final KafkaSettings kafka;
    private final SchemaRegistry registry;
    private final LogTail tail;
    private final KafkaActionLog log;
    private final SignalLogs signals;
    private final KafkaUserDirectory users;
    private final KafkaTenantDirectory tenants;
    private final SharedSessions shared;
    private final Identity identity;

    private Edge(String service, EdgeSettings settings, ProcessContext process) {
        this.node = service + "-" + random();
        this.kafka = settings.kafka();
        this.registry = new HttpSchemaRegistry(URI.create(kafka.registryUrl()), kafka.registersSchemas());
        this.users = new KafkaUserDirectory(registry);
        this.tenants = new KafkaTenantDirectory(registry);
        var keys = TokenKeys.read(settings.tokenKeyFile());
        this.shared = SharedSessions.open(settings.sessionsRedis(), service, node, process.metrics());
        this.identity = Identity.of(keys, tenants, users, shared.tickets());
        var address = new OutcomeAddress(node, kafka.partitions());
        var limits = new ActionLogLimits(settings.outcomeWait(), settings.maxInFlight());
        this.log = KafkaActionLog.open(address, kafka, registry, limits, service, process.metrics());
        this.signals = SignalLogs.open(kafka, registry, service, process.metrics());
        this.tail = new KafkaLogTail("parley-" + service, kafka, process.metrics());
        tail.follow(Topics.TENANTS.name(), From.BEGINNING, tenants::onTenant);
        tail.follow(Topics.USERS.name(), From.BEGINNING, users::onUser);
        new TailedOutcomes(tail, address, registry).follow(log);
        process.health()
                .register(
                        service + "-log",
                        () -> tail.isConnected() ? State.ready() : State.notReady("the log does not answer"));
    }

    /**
     * Everything is made, nothing is read or written yet. {@code service} names threads, metrics and the node.
     *
     * @throws dev.parley.runtime.service.StartException the token keys cannot be read
     */
    public static Edge open(String service, EdgeSettings settings, ProcessContext process) {
        return new Edge(service, settings, process);
    }

    /** The one consumer of this service; more may be followed before {@link #start()}. */
    public LogTail tail() {
        return tail;
    }

    /** Returns when users and tenants were read and the first write need not wait for anything. */
    public void start() {
        log.start();
        signals.start();
        tail.start();
        if (!users.isComplete() || !tenants.isComplete()) {
            throw new StartException("The schema registry does not give the schemas of users and tenants.");
        }
    }

    public SchemaRegistry registry() {
        return registry;
    }

    public KafkaSettings kafka() {
        return kafka;
    }

    /** The name of this node, a new one at each start. */
    public String node() {
        return node;
    }

    public ActionLog log() {
        return log;
    }

    public SignalLogs signals() {
        return signals;
    }

    public UserDirectory users() {
        return users;
    }

    public TenantDirectory tenants() {
        return tenants;
    }

    public Authenticator authenticator() {
        return identity.authenticator();
    }

    public UserTokens tokens() {
        return identity.tokens();
    }

    public SocketTickets tickets() {
        return identity.tickets();
    }

    /** When sessions were last connected. */
    public SeenSessions seenSessions() {
        return shared.seen();
    }

    public InviteCodes inviteCodes() {
        return identity.inviteCodes();
    }

    /** To be called once no client is served any more. The log first: the tail brings the last outcomes. */
    @Override
    public void close() {
        signals.close();
        log.close();
        tail.close();
        users.close();
        tenants.close();
        shared.close();
    }

    private static String random() {
        var bytes = new byte[NODE_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
