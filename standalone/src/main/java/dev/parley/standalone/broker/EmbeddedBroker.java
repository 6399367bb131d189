package dev.parley.standalone.broker;

import dev.parley.runtime.service.StartException;
import dev.parley.standalone.data.OwnerOnly;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;

/**
 * A Kafka broker in this process, on loopback unless another host is named, with its log in one folder. Ports may change from start to start. At most one
 * per process. Writes are not flushed individually: they survive a killed process, not a power failure.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private final KafkaRaftServer server;
    private final BrokerSettings settings;

    private EmbeddedBroker(KafkaRaftServer server, BrokerSettings settings) {
        this.server = server;
        this.settings = settings;
    }

    /**
     * Starts the broker and returns when it accepts requests.
     *
     * @param folder the log directory; created if missing
     * @param ports two free loopback ports: clients, controller
     * @param onFatal called on the broker's threads with a fault that stops it
     */
    public static EmbeddedBroker start(Path folder, List<Integer> ports, Consumer<String> onFatal) {
        return start(folder, BrokerSettings.LOOPBACK, ports, onFatal);
    }

    /** As above, for clients that reach it by this host name, also from other machines: nothing asks them who they are. */
    public static EmbeddedBroker start(Path folder, String host, List<Integer> ports, Consumer<String> onFatal) {
        var settings = new BrokerSettings(folder.toAbsolutePath(), host, ports.get(0), ports.get(1));
        var isFresh = format(settings.folder());
        FatalFaults.tell(onFatal);
        try {
            var broker = launch(settings);
            if (!isFresh) {
                broker.endHangingTransactions();
            }
            return broker;
        } catch (RuntimeException e) {
            FatalFaults.forget();
            throw new StartException("The broker cannot start: " + e.getMessage(), e);
        }
    }

    /** Starts on a formatted folder and leaves hanging transactions as they are. */
    static EmbeddedBroker launch(BrokerSettings settings) {
        var server = new KafkaRaftServer(new KafkaConfig(settings.properties()), Time.SYSTEM);
        server.startup();
        return new EmbeddedBroker(server, settings);
    }

    public String bootstrapServers() {
        return settings.host() + ":" + settings.port();
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        FatalFaults.forget();
    }

    void endHangingTransactions() {
        try (var markers = new TransactionMarkers(settings.port())) {
            new HangingTransactions(bootstrapServers(), markers).end();
        }
    }

    /** Returns false if the folder is already formatted. */
    private static boolean format(Path folder) {
        if (Files.exists(folder.resolve("meta.properties"))) {
            return false;
        }
        OwnerOnly.createFolder(folder);
        try (var silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                    .setMetadataLogDirectory(folder.toString())
                    .addDirectory(folder.toString())
                    .setSupportedFeatures(new ArrayList<>(Feature.PRODUCTION_FEATURES))
                    .setPrintStream(silent)
                    .run();
            return true;
        } catch (Exception e) {
            throw new StartException(
                    "The folder " + folder + " cannot be formatted for the broker: " + e.getMessage(), e);
        }
    }
}
