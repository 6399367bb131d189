package dev.parley.wsfanout;

import dev.parley.edge.Edge;
import dev.parley.edge.command.CommandDrafts;
import dev.parley.edge.presence.PresenceTable;
import dev.parley.edge.restrictions.RestrictionTable;
import dev.parley.readmodel.ReadModel;
import dev.parley.readmodel.StoreUnavailableException;
import dev.parley.runtime.kafka.KafkaLogTail;
import dev.parley.runtime.kafka.LogTail;
import dev.parley.runtime.service.CloseStack;
import dev.parley.runtime.service.ProcessContext;
import dev.parley.runtime.service.Service;
import dev.parley.runtime.service.StartException;
import dev.parley.schemas.topics.Topics;
import dev.parley.wsfanout.session.StoredTargets;
import dev.parley.wsfanout.stream.KafkaTopicReader;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.common.KafkaException;

/** The push tier, mounted on the process's front at {@code /v1/socket}. */
public final class WsFanoutService implements Service {
    static final String NAME = "ws-fanout";
    private static final String PATH = "/v1/socket";
    private static final String ECHO_PATH = "/v1/socket-echo";

    private final WsFanoutSettings settings;
    private final ProcessContext process;
    private final CloseStack opened = new CloseStack();

    public WsFanoutService(WsFanoutSettings settings, ProcessContext process) {
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
        var topic = new KafkaTopicReader(
                Topics.EVENTS.name(), edge.kafka().common(), PushNode.Ports.codec(edge.registry()));
        opened.push(topic::close);
        opened.push(edge::close);
        var signals = new KafkaLogTail("parley-" + NAME + "-signals", edge.kafka(), process.metrics());
        opened.push(signals::close);
        var presence = new PresenceTable(signals, edge.registry());
        opened.push(presence::close);
        var restrictions = new RestrictionTable(signals, edge.registry());
        opened.push(restrictions::close);
        var node = new PushNode(
                settings,
                ports(edge, readModel, topic, new Signalled(signals, presence, restrictions)),
                PushNode.Metrics.of(process.metrics()));
        opened.push(node::close);
        edge.start();
        signals.start();
        if (!presence.isComplete() || !restrictions.isComplete()) {
            throw new StartException("The schema registry does not give the schemas of presence and restrictions.");
        }
        node.startAt(ends(topic));
        DescriptorLimit.ofProcess().check(settings.sockets().admission().maxSockets());
        process.http().mount(PATH, node.handler());
        node.echo().ifPresent(echo -> process.http().mount(ECHO_PATH, echo));
    }

    /** The tail of signals, and the tables that follow it. */
    private record Signalled(LogTail tail, PresenceTable presence, RestrictionTable restrictions) {}

    private PushNode.Ports ports(Edge edge, ReadModel readModel, KafkaTopicReader topic, Signalled signals) {
        var stores = new GatedStores(readModel, settings.readModel().pool());
        return new PushNode.Ports(
                edge.node(),
                edge.tail(),
                new LogEventFeed(edge.tail()),
                edge.log(),
                new CommandDrafts(edge.users(), new StoredTargets(readModel.targets())),
                edge.authenticator(),
                stores,
                stores,
                topic,
                edge.registry(),
                InstantSource.system(),
                edge.seenSessions(),
                new PushNode.SignalPorts(
                        signals.tail(),
                        edge.signals().receipts(),
                        edge.signals().ephemeral(),
                        edge.signals().leases(),
                        signals.presence(),
                        signals.restrictions(),
                        stores,
                        stores,
                        System::nanoTime),
                new PushNode.SocketPorts(edge.tenants(), stores::waiting, System::nanoTime));
    }

    /** Asked once the tail has found its place: it will show whatever stands after these ends. */
    private Map<Integer, Long> ends(KafkaTopicReader topic) {
        try {
            return topic.ends(settings.edge().kafka().partitions());
        } catch (KafkaException e) {
            throw new StartException("The log does not say where its events end.", e);
        }
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
