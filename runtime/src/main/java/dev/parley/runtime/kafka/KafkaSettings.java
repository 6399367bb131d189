package dev.parley.runtime.kafka;

import dev.parley.runtime.config.Env;
import java.util.Map;

/**
 * How a process connects to Kafka and the schema registry.
 *
 * @param bootstrapServers host:port, several with commas
 * @param partitions partition count of the platform; never changes after creation
 * @param replicationFactor replicas of each topic
 * @param registryUrl base address of a registry that serves the Confluent REST subset
 * @param registersSchemas whether this process may register schemas that the registry does not know
 */
public record KafkaSettings(
        String bootstrapServers, int partitions, int replicationFactor, String registryUrl, boolean registersSchemas) {
    private static final int MAX_PARTITIONS = 4096;

    public static KafkaSettings from(Env env) {
        return new KafkaSettings(
                env.required("PARLEY_KAFKA_BOOTSTRAP_SERVERS", "Kafka brokers, host:port with commas."),
                env.integer(
                        "PARLEY_PARTITIONS",
                        64,
                        1,
                        MAX_PARTITIONS,
                        "Partitions of every platform topic; fixed at creation."),
                env.integer("PARLEY_REPLICATION_FACTOR", 3, 1, 9, "Replication factor of every topic."),
                env.required("PARLEY_REGISTRY_URL", "Schema registry, the base address of its Confluent REST API."),
                env.flag(
                        "PARLEY_REGISTRY_REGISTER",
                        true,
                        "Whether unknown schemas are registered at the start, or rejected."));
    }

    /** The configuration that every client needs. */
    public Map<String, Object> common() {
        return Map.of("bootstrap.servers", bootstrapServers);
    }
}
