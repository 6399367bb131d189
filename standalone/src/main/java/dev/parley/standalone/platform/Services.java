package dev.parley.standalone.platform;

import dev.parley.ingress.IngressService;
import dev.parley.ingress.IngressSettings;
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
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Creates the services from settings only, as their own processes do.
 *
 * @param tokenKeyFile the keys that user tokens are signed with
 * @param stateDir where the topologies keep their state
 * @param streamThreads of each feature of theirs
 * @param isConsoleOn whether ingress serves the chat page for the demo users
 */
record Services(EmbeddedParts parts, Path tokenKeyFile, Path stateDir, int streamThreads, boolean isConsoleOn) {
    Service ingress(ProcessContext process) {
        var settings = edge();
        if (isConsoleOn) {
            settings.put("PARLEY_CONSOLE", DemoUsers.console());
        }
        return new IngressService(checked(settings, IngressSettings::from), process);
    }

    Service wsFanout(ProcessContext process) {
        return new WsFanoutService(checked(edge(), WsFanoutSettings::from), process);
    }

    Service topologies(ProcessContext process) {
        var settings = kafka();
        settings.put("PARLEY_STATE_DIR", stateDir.toString());
        settings.put("PARLEY_STANDBY_REPLICAS", "0");
        settings.put("PARLEY_STREAM_THREADS", Integer.toString(streamThreads));
        return new TopologiesService(checked(settings, TopologiesSettings::from), process);
    }

    Service sinks(ProcessContext process) {
        var settings = kafka();
        settings.putAll(parts.sql().settings());
        // One task decodes while the other one waits for the database.
        settings.put("PARLEY_SINK_TASKS", "2");
        return new SinksService(checked(settings, SinksSettings::from), process);
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

    private static <T> T checked(Map<String, String> settings, Function<Env, T> read) {
        var env = Env.of(settings);
        var result = read.apply(env);
        env.check();
        return result;
    }
}
