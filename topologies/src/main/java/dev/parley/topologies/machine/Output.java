package dev.parley.topologies.machine;

import dev.parley.schemas.topics.Topic;
import java.nio.charset.StandardCharsets;

/**
 * A record that a decision causes.
 *
 * @param sink the sink of the topology that takes it
 * @param partition number in the target topic, or {@link #SAME} for that of the action
 * @param bytes the value in wire format
 */
public record Output(String sink, byte[] key, int partition, byte[] bytes) {
    /** The number of the partition that the action was read from. */
    public static final int SAME = -1;

    /** Name of the sink for {@code outcomes}. */
    public static final String OUTCOMES = "outcomes";

    /** The name of the sink for a topic of what happened. */
    public static String sinkOf(Topic topic) {
        return "sink-" + topic.name();
    }

    static Output outcome(String node, int partition, byte[] bytes) {
        return new Output(OUTCOMES, node.getBytes(StandardCharsets.UTF_8), partition, bytes);
    }
}
