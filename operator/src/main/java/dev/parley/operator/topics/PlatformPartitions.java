package dev.parley.operator.topics;

import dev.parley.operator.command.PlatformOptions;
import dev.parley.schemas.topics.TopicCreation;
import dev.parley.schemas.topics.Topics;

/** How many partitions the platform has: as set, or else as recorded when it was created. */
public final class PlatformPartitions {
    private PlatformPartitions() {}

    /** @throws dev.parley.schemas.kafka.LogUnavailableException Kafka does not answer */
    public static int of(PlatformOptions platform) {
        var kafka = platform.kafka();
        return platform.partitions()
                .orElseGet(() ->
                        TopicCreation.recorded(kafka.common()).getOrDefault(Topics.EVENTS.name(), kafka.partitions()));
    }
}
