package dev.parley.edge.redis;

import dev.parley.runtime.metrics.SharedMetrics;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** What the calls of all services of a process to Redis come to, by what the Redis is for. */
final class RedisMetrics {
    private static final List<String> RESULTS = List.of("answered", "timed-out", "failed", "not-made");

    private final Counter calls;
    private final Map<OfRole, BooleanSupplier> breakers = new ConcurrentHashMap<>();

    private RedisMetrics(PrometheusRegistry registry) {
        calls = Counter.builder()
                .name("parley_edge_redis_calls_total")
                .help("Calls to Redis, by what came of them; those that were not made included.")
                .labelNames("role", "result")
                .register(registry);
        GaugeWithCallback.builder()
                .name("parley_edge_redis_breaker_open")
                .help("1 while Redis does not answer, so that it is asked once a second only.")
                .labelNames("service", "role")
                .callback(callback -> breakers.forEach(
                        (of, isOpen) -> callback.call(isOpen.getAsBoolean() ? 1 : 0, of.service(), of.role())))
                .register(registry);
    }

    static OfRole of(String service, String role, PrometheusRegistry registry) {
        var metrics = SharedMetrics.of(registry, RedisMetrics.class, RedisMetrics::new);
        RESULTS.forEach(result -> metrics.calls.initLabelValues(role, result));
        return new OfRole(metrics, service, role);
    }

    /** One service's view of one Redis. */
    record OfRole(RedisMetrics metrics, String service, String role) {
        void count(String result) {
            metrics.calls.labelValues(role, result).inc();
        }

        void watch(BooleanSupplier isOpen) {
            metrics.breakers.put(this, isOpen);
        }

        void unwatch() {
            metrics.breakers.remove(this);
        }
    }
}
