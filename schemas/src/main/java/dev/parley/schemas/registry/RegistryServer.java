package dev.parley.schemas.registry;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A schema registry in this process, on the loopback address unless another one is named: the Confluent REST subset that {@link HttpSchemaRegistry} and
 * the usual tools speak, kept in the compacted topic {@code _schemas}, so that ids survive a restart.
 */
public final class RegistryServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final RegistryBook book;

    private RegistryServer(HttpServer server, RegistryBook book) {
        this.server = server;
        this.book = book;
    }

    /**
     * Starts listening when the topic was read to its end.
     *
     * @param port 0 = any free one
     * @param kafkaClientConfig what every Kafka client needs to connect
     * @throws dev.parley.schemas.kafka.LogUnavailableException Kafka does not answer
     */
    public static RegistryServer start(int port, Map<String, Object> kafkaClientConfig, int replicationFactor) {
        return start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), kafkaClientConfig, replicationFactor);
    }

    /** As above, on an address of this machine; whoever reaches it may register schemas. */
    public static RegistryServer start(
            InetSocketAddress address, Map<String, Object> kafkaClientConfig, int replicationFactor) {
        return start(address, KafkaRegistryLog.open(kafkaClientConfig, replicationFactor));
    }

    static RegistryServer start(int port, RegistryLog log) {
        return start(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), log);
    }

    private static RegistryServer start(InetSocketAddress address, RegistryLog log) {
        var book = RegistryBook.open(log);
        try {
            var server = HttpServer.create(address, 0);
            var registry = new RegistryServer(server, book);
            server.createContext("/", new RegistryExchange(new RegistryRoutes(book)));
            server.setExecutor(registry.requests);
            server.start();
            return registry;
        } catch (IOException e) {
            book.close();
            throw new UncheckedIOException("The schema registry cannot listen on " + address + ".", e);
        }
    }

    /** Where it listens; what {@code PARLEY_REGISTRY_URL} must be. */
    public URI address() {
        var address = server.getAddress();
        return URI.create("http://" + address.getHostString() + ":" + address.getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        requests.close();
        book.close();
    }
}
