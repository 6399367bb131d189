package dev.parley.ingress.sessions;

import dev.parley.edge.Edge;
import dev.parley.edge.directory.UserDirectory;
import dev.parley.edge.identity.UserTokens;
import dev.parley.edge.log.ActionLog;
import dev.parley.edge.redis.SeenSessions;
import dev.parley.ingress.http.Access;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.Route;
import dev.parley.ingress.reads.ReadWait;
import dev.parley.readmodel.ReadModel;
import dev.parley.readmodel.read.SessionStore;
import dev.parley.schemas.Session;
import dev.parley.schemas.User;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroReader;
import java.time.InstantSource;
import java.util.List;

/** Everything that answers calls about tokens and sessions, which are one resource under two names. */
public final class SessionEndpoints {
    private static final String SESSIONS = "/v1/users/{user}/sessions";
    private static final String TOKENS = "/v1/users/{user}/tokens";
    private static final String[] PAGED = {"cursor", "limit"};

    private final MintToken mint;
    private final ListSessions list;
    private final ReadSession read;
    private final CutSession cut;
    private final CutAllSessions cutAll;

    /** Whom they depend on. */
    public record Ports(
            ActionLog log,
            UserDirectory directory,
            UserTokens tokens,
            SchemaRegistry registry,
            SessionStore store,
            SeenSessions seen,
            ReadWait readWait) {}

    public static SessionEndpoints of(Edge edge, ReadModel readModel, ReadWait readWait) {
        return new SessionEndpoints(new Ports(
                edge.log(),
                edge.users(),
                edge.tokens(),
                edge.registry(),
                readModel.sessions(),
                edge.seenSessions(),
                readWait));
    }

    public SessionEndpoints(Ports ports) {
        var clock = InstantSource.system();
        var recent = new RecentSessions();
        var writes = new SessionWrites(
                ports.log(),
                ports.directory(),
                new AvroReader<>(ports.registry(), Session.getClassSchema()),
                new AvroReader<>(ports.registry(), User.getClassSchema()),
                recent);
        var held = new HeldSessions(ports.store(), ports.directory(), recent, ports.readWait(), clock);
        this.mint = new MintToken(writes, ports.tokens(), ports.directory(), clock);
        this.list = new ListSessions(held, ports.seen());
        this.read = new ReadSession(held, ports.seen());
        this.cut = new CutSession(writes);
        this.cutAll = new CutAllSessions(writes);
    }

    /** Gives out tokens. */
    public Endpoint mint() {
        return mint;
    }

    public List<Route> routes() {
        return List.of(
                Route.post(TOKENS, Access.MINT, mint),
                Route.get(TOKENS, Access.SESSIONS, list, PAGED),
                Route.get(TOKENS + "/{session}", Access.SESSIONS, read),
                Route.delete(TOKENS + "/{session}", Access.SESSIONS, cut),
                Route.delete(TOKENS, Access.SESSIONS, cutAll),
                Route.get(SESSIONS, Access.SESSIONS, list, PAGED),
                Route.get(SESSIONS + "/{session}", Access.SESSIONS, read),
                Route.delete(SESSIONS + "/{session}", Access.SESSIONS, cut),
                Route.delete(SESSIONS, Access.SESSIONS, cutAll));
    }
}
