package dev.parley.schemas.topics;

import java.time.Duration;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One topic of the catalogue.
 *
 * @param name public, kebab-case
 * @param key what the record key holds, in words
 * @param value the Avro schema of the value
 * @param partitions how the number of partitions is chosen
 * @param cleanup what happens to old records
 * @param retention how long records are kept; null = for ever
 * @param logAppendTime whether the broker stamps the time, so that no writer's clock counts
 */
public record Topic(
        String name,
        String key,
        Schema value,
        Partitions partitions,
        Cleanup cleanup,
        @Nullable Duration retention,
        boolean logAppendTime) {

    /** How many partitions: as many as the platform was set up with, or always one. */
    public enum Partitions {
        PLATFORM,
        ONE
    }

    /** What happens to old records. */
    public enum Cleanup {
        DELETE,
        COMPACT
    }
}
