package dev.parley.standalone.part;

import dev.parley.runtime.config.Env;
import dev.parley.runtime.service.ProcessContext;
import dev.parley.runtime.service.Service;
import dev.parley.standalone.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code parley run broker}: a single-node Kafka broker. The process exits on a fatal disk or memory error. */
public final class BrokerService implements Service {
    public static final String NAME = "broker";

    private static final int PORT = 9092;
    private static final int MAX_PORT = 65_535;

    private final Path folder;
    private final String host;
    private final List<Integer> ports;
    private final PartHealth health = new PartHealth();
    private @Nullable EmbeddedBroker broker;

    private BrokerService(Path folder, String host, List<Integer> ports) {
        this.folder = folder;
        this.host = host;
        this.ports = ports;
    }

    public static BrokerService from(Env env, ProcessContext process) {
        var service = new BrokerService(
                Path.of(env.string("PARLEY_BROKER_DIR", "broker", "Log directory.")),
                env.string(
                        "PARLEY_BROKER_HOST",
                        "127.0.0.1",
                        "Name by which clients reach it; any other than 127.0.0.1 makes it listen on all addresses."),
                List.of(
                        env.integer("PARLEY_BROKER_PORT", PORT, 1, MAX_PORT, "Port for clients."),
                        env.integer(
                                "PARLEY_BROKER_CONTROLLER_PORT",
                                PORT + 1,
                                1,
                                MAX_PORT,
                                "Loopback port of the controller quorum.")));
        process.health().register(NAME, service.health::state);
        return service;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void start() {
        broker = EmbeddedBroker.start(folder, host, ports, FatalEnd.of(NAME));
        health.ready();
    }

    @Override
    public void close() {
        if (broker != null) {
            broker.close();
        }
    }
}
