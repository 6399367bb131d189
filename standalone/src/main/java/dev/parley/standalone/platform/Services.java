package dev.parley.standalone.platform;

import dev.parley.ingress.IngressService;
import dev.parley.ingress.IngressSettings;
import dev.parley.runtime.config.ConfigurationException;
import dev.parley.runtime.config.Env;
import dev.parley.runtime.service.ProcessContext;
import dev.parley.runtime.service.Service;
import dev.parley.sinks.SinksService;
import dev.parley.sinks.SinksSettings;
import dev.parley.standalone.demo.DemoUsers;
import dev.parley.topologies.TopologiesService;
import dev.parley.topologies.TopologiesSettings;
import dev.parley.wsfanout.WsFanoutService;
import dev.parley.wsfanout.WsFanoutSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Creates the services from settings only, as their own processes do.
 *
 * @param tokenKeyFile the keys that user tokens are signed with
 * @param stateDir where the topologies keep their state
 * @param streamThreads of each feature of theirs
 * @param isConsoleOn whether ingress serves the chat page for the demo users
 * @param given what the operator set besides
 */
record Services(
        EmbeddedParts parts,
        Path tokenKeyFile,
        Path stateDir,
        int streamThreads,
        boolean isConsoleOn,
        GivenSettings given) {
    /** What reads the settings of each service. */
    static final List<Function<Env, ?>> READERS =
            List.of(IngressSettings::from, WsFanoutSettings::from, TopologiesSettings::from, SinksSettings::from);

    /**
     * All of them, in the order in which they are started.
     *
     * @throws ConfigurationException with everything that is wrong with the settings of any
     */
    List<Service> all(ProcessContext process) {
        var services = new ArrayList<Service>();
        var faults = new LinkedHashSet<String>();
        for (var create : List.<Function<ProcessContext, Service>>of(
                this::sinks, this::topologies, this::ingress, this::wsFanout)) {
            try {
                services.add(create.apply(process));
            } catch (ConfigurationException e) {
                // Two services may know the same setting.
                faults.addAll(e.faults());
            }
        }
        if (!faults.isEmpty()) {
            throw new ConfigurationException(List.copyOf(faults));
        }
        return services;
    }

    Service ingress(ProcessContext process) {
        var settings = edge();
        // Its absence is a choice, too: the environment does not turn it on again.
        settings.put("PARLEY_CONSOLE", isConsoleOn ? DemoUsers.console() : "");
        return new IngressService(given.read(settings, Map.of(), IngressSettings::from), process);
    }

    Service wsFanout(ProcessContext process) {
        return new WsFanoutService(given.read(edge(), Map.of(), WsFanoutSettings::from), process);
    }

    Service topologies(ProcessContext process) {
        var settings = kafka();
        settings.put("PARLEY_STATE_DIR", stateDir.toString());
        settings.put("PARLEY_STANDBY_REPLICAS", "0");
        settings.put("PARLEY_STREAM_THREADS", Integer.toString(streamThreads));
        return new TopologiesService(given.read(settings, Map.of(), TopologiesSettings::from), process);
    }

    Service sinks(ProcessContext process) {
        var settings = kafka();
        settings.putAll(parts.sql().settings());
        // One task decodes while the other one waits for the database.
        var defaults = Map.of("PARLEY_SINK_TASKS", "2");
        return new SinksService(given.read(settings, defaults, SinksSettings::from), process);
    }

    /** The settings of an edge, in this process or another one. */
    Map<String, String> edge() {
        var settings = kafka();
        settings.putAll(parts.sql().settings());
        settings.putAll(parts.redis().settings());
        settings.put("PARLEY_TOKEN_KEY_FILE", tokenKeyFile.toString());
        return settings;
    }

    private Map<String, String> kafka() {
        return new HashMap<>(parts.kafka().settings());
    }
}
