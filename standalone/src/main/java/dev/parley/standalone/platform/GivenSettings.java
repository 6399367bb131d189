package dev.parley.standalone.platform;

import dev.parley.runtime.config.ConfigurationException;
import dev.parley.runtime.config.Env;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The settings that the operator gave the platform, of which each service gets those that it knows.
 *
 * @param values by name
 */
record GivenSettings(Map<String, String> values) {
    /** Of clients on the same machine: {@code demo.env} has them, and shells export it. */
    private static final Set<String> OF_CLIENTS =
            Set.of("PARLEY_URL", "PARLEY_API_KEY", "PARLEY_TOKEN", "PARLEY_PEERS_HOME");

    /**
     * To be called before anything is started.
     *
     * @param readers of all settings of the process
     * @throws ConfigurationException with every name that none of them knows
     */
    void refuseUnknown(Collection<Function<Env, ?>> readers) {
        var known = readers.stream().flatMap(reader -> namesOf(reader).stream()).collect(Collectors.toSet());
        var faults = new TreeSet<>(values.keySet())
                .stream()
                        .filter(name -> !known.contains(name) && !OF_CLIENTS.contains(name))
                        .map(name ->
                                name + " is not a setting of any service; see ./parley run <service> --print-config.")
                        .toList();
        if (!faults.isEmpty()) {
            throw new ConfigurationException(faults);
        }
    }

    /**
     * The settings of one service.
     *
     * @param own what the platform sets itself, which nobody else may
     * @param defaults what it sets where nobody else does
     * @throws ConfigurationException with everything that is wrong with them
     */
    <T> T read(Map<String, String> own, Map<String, String> defaults, Function<Env, T> reader) {
        var known = namesOf(reader);
        var all = new HashMap<>(defaults);
        var faults = new ArrayList<String>();
        values.forEach((name, value) -> {
            if (own.containsKey(name)) {
                faults.add(name
                        + " is set by parley up itself; unset it, or see parley up --help for what may be chosen.");
            } else if (known.contains(name)) {
                all.put(name, value);
            }
        });
        all.putAll(own);
        var env = Env.of(all);
        try {
            var result = reader.apply(env);
            env.check();
            if (faults.isEmpty()) {
                return result;
            }
        } catch (ConfigurationException e) {
            faults.addAll(e.faults());
        }
        throw new ConfigurationException(faults);
    }

    private static Set<String> namesOf(Function<Env, ?> reader) {
        var env = Env.of(Map.of());
        // All are read without a value too, as for --print-config; what is missing then is no fault here.
        var _ = reader.apply(env);
        return env.settings().stream().map(Env.Setting::name).collect(Collectors.toSet());
    }
}
