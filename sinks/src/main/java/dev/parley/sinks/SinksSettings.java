package dev.parley.sinks;

import dev.parley.readmodel.ReadModelSettings;
import dev.parley.runtime.config.ConfigurationException;
import dev.parley.runtime.config.Env;
import dev.parley.runtime.kafka.KafkaSettings;
import java.time.Duration;
import java.util.List;

/**
 * Configuration of the sinks.
 *
 * @param group name of the group of Connect workers that share the partitions
 * @param tasks number of tasks in the group
 * @param host address under which the other workers of the group reach this one
 * @param sessionTimeout after so long without a heartbeat a worker counts as dead
 */
public record SinksSettings(
        KafkaSettings kafka, ReadModelSettings store, String group, int tasks, String host, Duration sessionTimeout) {
    private static final int MAX_TASKS = 256;
    private static final Duration SHORTEST_SESSION = Duration.ofSeconds(1);
    // The brokers' default group.min.session.timeout.ms.
    private static final Duration SESSION = Duration.ofSeconds(6);

    public SinksSettings {
        if (sessionTimeout.compareTo(SHORTEST_SESSION) < 0) {
            throw new ConfigurationException(
                    List.of("PARLEY_SINK_SESSION_TIMEOUT is " + sessionTimeout + "; the minimum is 1s."));
        }
    }

    public static SinksSettings from(Env env) {
        return new SinksSettings(
                KafkaSettings.from(env),
                ReadModelSettings.from(env),
                env.string(
                        "PARLEY_CONNECT_GROUP", "parley-sinks", "Group of Connect workers that share the partitions."),
                env.integer("PARLEY_SINK_TASKS", 1, 1, MAX_TASKS, "Number of sink tasks in the group."),
                env.string(
                        "PARLEY_CONNECT_HOST",
                        "127.0.0.1",
                        "Address of this worker for the others of its group; not for the public."),
                env.duration(
                        "PARLEY_SINK_SESSION_TIMEOUT",
                        SESSION,
                        "A worker without a heartbeat for so long counts as dead; not below the brokers' minimum."));
    }
}
