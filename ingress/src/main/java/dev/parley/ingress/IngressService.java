package dev.parley.ingress;

import dev.parley.edge.Edge;
import dev.parley.edge.presence.PresenceTable;
import dev.parley.edge.restrictions.RestrictionTable;
import dev.parley.ingress.console.ConsoleRoutes;
import dev.parley.ingress.http.Route;
import dev.parley.ingress.http.Router;
import dev.parley.readmodel.ReadModel;
import dev.parley.readmodel.StoreUnavailableException;
import dev.parley.runtime.kafka.KafkaLogTail;
import dev.parley.runtime.service.CloseStack;
import dev.parley.runtime.service.ProcessContext;
import dev.parley.runtime.service.Service;
import dev.parley.runtime.service.StartException;
import java.util.ArrayList;
import java.util.List;

/** The REST edge, mounted on the process's front at {@code /}. */
public final class IngressService implements Service {
    static final String NAME = "ingress";

    private final IngressSettings settings;
    private final ProcessContext process;
    private final CloseStack opened = new CloseStack();

    public IngressService(IngressSettings settings, ProcessContext process) {
        this.settings = settings;
        this.process = process;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void start() {
        var readModel = ReadModel.open(settings.readModel());
        opened.push(readModel::close);
        migrate(readModel);
        var edge = Edge.open(NAME, settings.edge(), process);
        opened.push(edge::close);
        // A tail of its own: what comes of users' presence holds up no outcome.
        var signals = new KafkaLogTail("parley-" + NAME + "-signals", edge.kafka(), process.metrics());
        opened.push(signals::close);
        var presence = new PresenceTable(signals, edge.registry());
        opened.push(presence::close);
        var restrictions = new RestrictionTable(signals, edge.registry());
        opened.push(restrictions::close);
        edge.start();
        signals.start();
        if (!presence.isComplete() || !restrictions.isComplete()) {
            throw new StartException("The schema registry does not give the schemas of presence and restrictions.");
        }
        var parts = Wiring.of(edge, presence, restrictions, readModel, settings.readWait());
        var router = new Router(
                routesOf(parts), edge.authenticator(), settings.limits(), settings.cors(), process.metrics());
        opened.push(router::close);
        process.http().mount("/", router.handler());
    }

    private List<Route> routesOf(Wiring parts) {
        var routes = new ArrayList<>(Routes.of(parts));
        settings.console()
                .ifPresent(it -> routes.addAll(
                        ConsoleRoutes.of(it, parts.users(), parts.sessions().mint())));
        return routes;
    }

    private void migrate(ReadModel readModel) {
        try {
            readModel.migrate();
        } catch (StoreUnavailableException e) {
            throw new StartException(
                    "The SQL store at " + settings.readModel().url()
                            + " does not answer. Start it, or set PARLEY_SQL_URL, PARLEY_SQL_USER and PARLEY_SQL_PASSWORD.",
                    e);
        }
    }

    @Override
    public void close() {
        opened.close();
    }
}
