package dev.parley.runtime.metrics;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Groups of metrics that exist once per registry. A registry refuses a second metric of the same name, but several services
 * of one process count the same things. Safe for many threads.
 */
public final class SharedMetrics {
    private static final Map<PrometheusRegistry, Map<Class<?>, Object>> GROUPS =
            Collections.synchronizedMap(new WeakHashMap<>());

    private SharedMetrics() {}

    /**
     * The group of this type in the registry, created at the first call.
     *
     * @param create registers the group's metrics; must not ask for shared metrics itself
     */
    public static <T> T of(PrometheusRegistry registry, Class<T> type, Function<PrometheusRegistry, T> create) {
        var groups = GROUPS.computeIfAbsent(registry, _ -> new ConcurrentHashMap<>());
        return type.cast(groups.computeIfAbsent(type, _ -> create.apply(registry)));
    }
}
