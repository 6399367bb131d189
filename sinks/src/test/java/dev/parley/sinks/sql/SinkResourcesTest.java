package dev.parley.sinks.sql;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.readmodel.ReadModelSettings;
import dev.parley.runtime.config.Env;
import dev.parley.runtime.kafka.KafkaSettings;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

class SinkResourcesTest {
    private static final Env ENV = Env.of(Map.of("PARLEY_SQL_URL", "jdbc:mysql://127.0.0.1:1/none"));

    @Test
    void areFoundByTheTasksOfTheirOwnWorkerAlone() {
        try (var one = open();
                var other = open()) {
            assertSame(one, SinkResources.of(resourcesIn(one)));
            assertSame(other, SinkResources.of(resourcesIn(other)));
        }
    }

    @Test
    void areNotFoundOnceTheyAreClosed() {
        var closed = open();
        closed.close();
        var refusal = assertThrows(ConnectException.class, () -> SinkResources.of(resourcesIn(closed)));
        assertTrue(refusal.toString().contains(closed.id()), refusal.toString());
    }

    /** What a task reads, once Connect has filled in the connector's configuration in a worker with those resources. */
    private static String resourcesIn(SinkResources worker) {
        try (var values = new WorkerValues()) {
            values.configure(Map.of("resources", worker.id()));
            return new ConfigTransformer(Map.of("worker", values))
                    .transform(SqlSinkConnector.configuration("sink", 1))
                    .data()
                    .getOrDefault(SqlSinkConnector.RESOURCES, "");
        }
    }

    private static SinkResources open() {
        return SinkResources.open(
                KafkaSettings.from(ENV), ReadModelSettings.from(ENV), SinkMetrics.in(new PrometheusRegistry()));
    }
}
