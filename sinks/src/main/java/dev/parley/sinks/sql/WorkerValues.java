package dev.parley.sinks.sql;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.provider.ConfigProvider;

/** Substitutes values of the worker into a connector's configuration, which is the same in every worker. */
public final class WorkerValues implements ConfigProvider {
    private static final String NAME = "worker";
    private static final String RESOURCES = "resources";

    /** Placeholder for the {@link SinkResources#id()} of the worker that reads the configuration. */
    static final String RESOURCES_HERE = "${" + NAME + ":" + RESOURCES + "}";

    private Map<String, String> values = Map.of();

    /** Worker settings that make its tasks find these resources. */
    public static Map<String, String> settings(SinkResources resources) {
        var prefix = "config.providers." + NAME;
        return Map.of(
                "config.providers",
                NAME,
                prefix + ".class",
                WorkerValues.class.getName(),
                prefix + ".param." + RESOURCES,
                resources.id());
    }

    @Override
    public void configure(Map<String, ?> configuration) {
        var known = new TreeMap<String, String>();
        configuration.forEach((name, value) -> known.put(name, value.toString()));
        values = known;
    }

    @Override
    public ConfigData get(String path) {
        return new ConfigData(values);
    }

    @Override
    public ConfigData get(String path, Set<String> keys) {
        var asked = new TreeMap<>(values);
        asked.keySet().retainAll(keys);
        return new ConfigData(asked);
    }

    @Override
    public void close() {
        // Nothing to release.
    }
}
