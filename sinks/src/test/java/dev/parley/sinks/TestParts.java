package dev.parley.sinks;

import dev.parley.readmodel.TestDatabase;
import dev.parley.runtime.http.HttpFront;
import dev.parley.runtime.kafka.KafkaSettings;
import dev.parley.runtime.service.Health;
import dev.parley.runtime.service.ProcessContext;
import dev.parley.schemas.registry.HttpSchemaRegistry;
import dev.parley.schemas.registry.RegistryServer;
import dev.parley.testkit.MariaDb;
import dev.parley.testkit.TestBroker;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.undertow.server.HttpHandler;
import java.time.Duration;

/** What the sinks work with: a broker and a registry of their own, and the shared database server. */
record TestParts(TestBroker broker, RegistryServer registry, MariaDb server) implements AutoCloseable {
    static final int PARTITIONS = 4;

    private static final Duration SESSION = Duration.ofSeconds(2);

    static TestParts start() {
        var broker = TestBroker.start();
        return new TestParts(broker, RegistryServer.start(0, broker.client(), 1), MariaDb.shared());
    }

    /** A name that nothing was stored under yet gives a database without tables. */
    TestDatabase database(String name) {
        return TestDatabase.on(server, name);
    }

    SinksService sinks(String group, TestDatabase database, Health health, PrometheusRegistry metrics) {
        var kafka = new KafkaSettings(
                broker.bootstrapServers(), PARTITIONS, 1, registry.address().toString(), true);
        var settings = new SinksSettings(kafka, database.settings(), group, 1, "127.0.0.1", SESSION);
        return new SinksService(settings, new ProcessContext(new NoFront(), health, metrics));
    }

    TestLog log() {
        return new TestLog(broker.client(), new HttpSchemaRegistry(registry.address(), true));
    }

    @Override
    public void close() {
        registry.close();
        broker.close();
    }

    /** The sinks serve nothing. */
    private static final class NoFront implements HttpFront {
        @Override
        public void mount(String prefix, HttpHandler handler) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int port() {
            return 0;
        }
    }
}
