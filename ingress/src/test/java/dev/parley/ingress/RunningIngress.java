package dev.parley.ingress;

import dev.parley.edge.directory.UserDirectory.UserFacts;
import dev.parley.edge.identity.Identity;
import dev.parley.edge.identity.InMemoryRedeemedTickets;
import dev.parley.edge.identity.TokenKeys;
import dev.parley.edge.identity.TokenSession;
import dev.parley.ingress.console.ConsoleRoutes;
import dev.parley.ingress.console.ConsoleSettings;
import dev.parley.ingress.http.Cors;
import dev.parley.ingress.http.Limits;
import dev.parley.ingress.http.Route;
import dev.parley.ingress.http.Router;
import dev.parley.ingress.reads.ReadWait;
import dev.parley.ingress.reads.RecentWrites;
import dev.parley.ingress.sessions.SessionEndpoints;
import dev.parley.runtime.http.HttpSettings;
import dev.parley.runtime.http.UndertowFront;
import dev.parley.runtime.service.Health;
import dev.parley.schemas.ApiKeyScope;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.registry.SchemaRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** The REST edge on a real server, with two tenants, {@code acme} and {@code globex}, and everything else in memory. */
final class RunningIngress implements AutoCloseable {
    static final String TENANT = "acme";
    static final String OTHER_TENANT = "globex";
    static final Duration READ_WAIT = Duration.ofMillis(300);
    private static final Limits LIMITS = new Limits(64, Duration.ofMillis(400));
    /** Of the first one: all have the same routes of features. */
    private static final AtomicReference<Contract> CONTRACT = new AtomicReference<>();

    private static final TokenKeys KEYS = keys();

    final InMemoryStore store = new InMemoryStore();
    final InMemoryUsers directory = new InMemoryUsers();
    final InMemoryReceiptLog receipts = new InMemoryReceiptLog(store);
    final InMemoryEphemeralLog ephemeral = new InMemoryEphemeralLog();
    final InMemoryActions actions;
    final InMemoryPresence presence;
    final InMemorySeenSessions seen = new InMemorySeenSessions();
    final PrometheusRegistry metrics = new PrometheusRegistry();
    final Identity identity;
    final List<Route> routes;
    final Contract contract;
    private final Router router;
    private final UndertowFront front;
    private final HttpClient http = HttpClient.newHttpClient();

    private RunningIngress(Limits limits, Set<String> origins, Optional<ConsoleSettings> console, List<Route> more) {
        var registry = new InMemoryRegistry();
        actions = new InMemoryActions(registry, store);
        presence = new InMemoryPresence(registry);
        identity = identityOf(directory);
        var parts = parts(registry);
        routes = new ArrayList<>(Routes.of(parts));
        contract = CONTRACT.updateAndGet(known -> known == null ? Contract.of(routes) : known);
        console.ifPresent(
                it -> routes.addAll(ConsoleRoutes.of(it, store, parts.sessions().mint())));
        routes.addAll(more);
        router = new Router(routes, identity.authenticator(), limits, new Cors(origins), metrics);
        front = UndertowFront.open(HttpSettings.onAnyPort(), new Health(), metrics);
        front.mount("/", router.handler());
    }

    private Wiring parts(SchemaRegistry registry) {
        return new Wiring(
                actions,
                receipts,
                ephemeral,
                presence,
                presence.table,
                presence.restrictions,
                directory,
                identity.tokens(),
                identity.tickets(),
                registry,
                store,
                new InMemoryConversations(store),
                store.memberships(),
                new InMemoryInbox(store),
                new InMemoryReceipts(store),
                new InMemoryMessages(store),
                store.revisions(),
                new InMemoryMarks(store),
                new InMemoryThreads(store),
                new InMemoryTargets(store),
                new InMemoryReactions(store),
                store,
                new InMemoryRelations(store),
                new InMemoryGroups(store),
                new InMemoryMembers(store),
                new InMemoryBans(store),
                new InMemoryInvites(store),
                identity.inviteCodes(),
                store.scheduled(),
                sessions(registry),
                new RecentWrites(),
                new ReadWait(READ_WAIT));
    }

    private static Identity identityOf(InMemoryUsers directory) {
        var tenants = new InMemoryTenants(TENANT, OTHER_TENANT);
        return Identity.of(KEYS, tenants, directory, new InMemoryRedeemedTickets(InstantSource.system()));
    }

    private SessionEndpoints sessions(SchemaRegistry registry) {
        return new SessionEndpoints(new SessionEndpoints.Ports(
                actions,
                directory,
                identity.tokens(),
                registry,
                new InMemorySessions(store),
                seen,
                new ReadWait(READ_WAIT)));
    }

    static RunningIngress start() {
        return new RunningIngress(LIMITS, Set.of(), Optional.empty(), List.of());
    }

    static RunningIngress withOrigins(String... origins) {
        return new RunningIngress(LIMITS, Set.of(origins), Optional.empty(), List.of());
    }

    /** With routes that only a test has. */
    static RunningIngress with(Limits limits, Route... more) {
        return new RunningIngress(limits, Set.of(), Optional.empty(), List.of(more));
    }

    /** With the chat page. */
    static RunningIngress withConsole(ConsoleSettings console) {
        return new RunningIngress(LIMITS, Set.of(), Optional.of(console), List.of());
    }

    int port() {
        return front.port();
    }

    /** Nobody yet. */
    Client client() {
        return new Client(http, URI.create("http://127.0.0.1:" + port()), contract, List.of());
    }

    /** The tenant's server. */
    Client server() {
        return client().withKey(TENANT, ApiKeyScope.FULL);
    }

    /** A user of the tenant, created where it is not there yet. */
    Client user(String id) {
        return user(TENANT, id);
    }

    Client user(String tenant, String id) {
        if (directory.find(tenant, id).isEmpty()) {
            client().withKey(tenant, ApiKeyScope.FULL)
                    .post("/v1/users", "{\"id\":\"" + id + "\",\"name\":\"" + id + "\"}")
                    .expect(201);
        }
        return client().withToken(token(tenant, id));
    }

    String token(String tenant, String user) {
        return token(tenant, user, Duration.ofHours(1));
    }

    /** A token of a session that is not in the log. */
    String token(String tenant, String user, Duration ttl) {
        var end = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(ttl);
        var epoch = directory.find(tenant, user).map(UserFacts::tokenEpoch).orElse(0);
        var session = new TokenSession(tenant, user, UUID.randomUUID().toString(), null, epoch, end);
        return identity.tokens().mint(session).token();
    }

    @Override
    public void close() {
        router.close();
        front.close();
        http.close();
    }

    private static TokenKeys keys() {
        try {
            var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "keys")), "keys");
            var file = folder.resolve("token-keys.json");
            TokenKeys.generate(file);
            return TokenKeys.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
