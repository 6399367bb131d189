package dev.parley.sinks;

import dev.parley.readmodel.ReadModelSettings;
import dev.parley.runtime.config.ConfigurationException;
import dev.parley.runtime.config.Env;
import dev.parley.runtime.kafka.KafkaSettings;
import java.time.Duration;
import java.util.List;

/**
 * What the sinks are told.
 *
 * @param group the Connect workers of one name share the work
 * @param tasks how many tasks share the partitions of the log, over all workers
 * @param host address at which the workers of a group reach each other
 * @param sessionTimeout after that long a worker that is not heard of is taken for dead
 */
public record SinksSettings(
        KafkaSettings kafka, ReadModelSettings store, String group, int tasks, String host, Duration sessionTimeout) {
    private static final int MAX_TASKS = 256;
    private static final Duration SHORTEST_SESSION = Duration.ofSeconds(1);
    // Brokers refuse less, unless they are told otherwise.
    private static final Duration SESSION = Duration.ofSeconds(6);

    public SinksSettings {
        if (sessionTimeout.compareTo(SHORTEST_SESSION) < 0) {
            throw new ConfigurationException(
                    List.of("PARLEY_SINK_SESSION_TIMEOUT is " + sessionTimeout + ", but must be at least 1s."));
        }
    }

    public static SinksSettings from(Env env) {
        return new SinksSettings(
                KafkaSettings.from(env),
                ReadModelSettings.from(env),
                env.string("PARLEY_CONNECT_GROUP", "parley-sinks", "Workers of one group share the work."),
                env.integer("PARLEY_SINK_TASKS", 1, 1, MAX_TASKS, "Tasks that share the log's partitions."),
                env.string(
                        "PARLEY_CONNECT_HOST",
                        "127.0.0.1",
                        "Address at which the workers of a group reach each other; keep it private."),
                env.duration(
                        "PARLEY_SINK_SESSION_TIMEOUT",
                        SESSION,
                        "A worker not heard of for so long is taken for dead; not below the brokers' minimum."));
    }
}
