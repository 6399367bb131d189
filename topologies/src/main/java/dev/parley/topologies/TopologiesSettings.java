package dev.parley.topologies;

import dev.parley.runtime.config.ConfigurationException;
import dev.parley.runtime.config.Env;
import dev.parley.runtime.kafka.KafkaSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What the Streams applications of a process are started with.
 *
 * @param stateDir folder for the state stores; lost, it is restored from the log
 * @param features names of the features to run; empty = all
 * @param threads stream threads of each feature
 * @param standbyReplicas copies of each store on other processes
 * @param commitInterval how long readers of committed records wait at most
 * @param startWait how long the start may take, restore of lost state included
 */
public record TopologiesSettings(
        KafkaSettings kafka,
        Path stateDir,
        List<String> features,
        int threads,
        int standbyReplicas,
        Duration commitInterval,
        Duration startWait) {
    static final int MAX_THREADS = 64;

    /** Each commit holds up live readers for some milliseconds, so it is as long as durable ones bear. */
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(500);

    /** With what a transaction may last beyond it: 9 s, which is the longest that durable readers are held back. */
    private static final Duration MAX_COMMIT_INTERVAL = Duration.ofSeconds(5);

    public TopologiesSettings {
        if (!commitInterval.isPositive() || commitInterval.compareTo(MAX_COMMIT_INTERVAL) > 0) {
            throw new ConfigurationException(
                    List.of("PARLEY_COMMIT_INTERVAL is " + commitInterval + ", but must be above 0 and at most 5s."));
        }
    }

    public static TopologiesSettings from(Env env) {
        return new TopologiesSettings(
                KafkaSettings.from(env),
                Path.of(env.string("PARLEY_STATE_DIR", "state", "Folder of the state stores; keep it over restarts.")),
                List.of(env.string(
                                "PARLEY_TOPOLOGIES",
                                "conversation,users,receipts,heads,presence",
                                "Features to run, with commas.")
                        .split(",")),
                env.integer("PARLEY_STREAM_THREADS", 1, 1, MAX_THREADS, "Stream threads of each feature."),
                env.integer("PARLEY_STANDBY_REPLICAS", 1, 0, 3, "Copies of each state store on other processes."),
                env.duration(
                        "PARLEY_COMMIT_INTERVAL",
                        COMMIT_INTERVAL,
                        "How long readers of committed records wait under load, up to 5s; live readers do not."),
                env.duration(
                        "PARLEY_START_WAIT",
                        Duration.ofMinutes(10),
                        "How long restoring lost state may take at start."));
    }
}
