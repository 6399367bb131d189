package dev.parley.standalone.part;

import dev.parley.runtime.config.Env;
import dev.parley.runtime.service.ProcessContext;
import dev.parley.runtime.service.Service;
import dev.parley.runtime.service.StartException;
import dev.parley.schemas.kafka.LogUnavailableException;
import dev.parley.schemas.registry.RegistryServer;
import java.net.InetSocketAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code parley run registry}: the schema registry, stored in Kafka. */
public final class RegistryService implements Service {
    public static final String NAME = "registry";

    private static final int PORT = 8081;
    private static final int MAX_PORT = 65_535;
    private static final int MAX_COPIES = 9;

    private final String bootstrapServers;
    private final int copies;
    private final InetSocketAddress address;
    private final PartHealth health = new PartHealth();
    private @Nullable RegistryServer registry;

    private RegistryService(String bootstrapServers, int copies, InetSocketAddress address) {
        this.bootstrapServers = bootstrapServers;
        this.copies = copies;
        this.address = address;
    }

    public static RegistryService from(Env env, ProcessContext process) {
        var service = new RegistryService(
                env.required("PARLEY_KAFKA_BOOTSTRAP_SERVERS", "Kafka brokers, host:port with commas."),
                env.integer("PARLEY_REPLICATION_FACTOR", 1, 1, MAX_COPIES, "Replication factor of the schema topic."),
                new InetSocketAddress(
                        env.string(
                                "PARLEY_REGISTRY_HOST",
                                "127.0.0.1",
                                "Address to listen on; 0.0.0.0 for all, of which none may be public."),
                        env.integer("PARLEY_REGISTRY_PORT", PORT, 1, MAX_PORT, "Port for clients.")));
        process.health().register(NAME, service.health::state);
        return service;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void start() {
        try {
            registry = RegistryServer.start(address, Map.of("bootstrap.servers", bootstrapServers), copies);
            health.ready();
        } catch (LogUnavailableException e) {
            throw new StartException("Kafka at " + bootstrapServers + " does not answer: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        if (registry != null) {
            registry.close();
        }
    }
}
