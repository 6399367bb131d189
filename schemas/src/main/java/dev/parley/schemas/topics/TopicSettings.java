package dev.parley.schemas.topics;

import dev.parley.schemas.topics.Topic.Cleanup;
import dev.parley.schemas.topics.Topic.Partitions;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;

/** What a topic of the catalogue is for Kafka. */
final class TopicSettings {
    /** The largest record: a control record may hold 512 KiB, an outcome holds the event of a body of 128 KiB. */
    static final int MAX_RECORD_BYTES = 1024 * 1024;
    /** A dead letter holds a whole record of another topic, and what was wrong with it. */
    static final int MAX_DEAD_LETTER_BYTES = MAX_RECORD_BYTES + 64 * 1024;

    private static final Duration LONGEST_SEGMENT = Duration.ofDays(1);
    /** Only whole segments are deleted, so records outlive their retention by up to one segment. */
    private static final int SEGMENTS_PER_RETENTION = 4;

    private TopicSettings() {}

    static int partitions(Topic topic, int platformPartitions) {
        return topic.partitions() == Partitions.ONE ? 1 : platformPartitions;
    }

    static NewTopic newTopic(Topic topic, int platformPartitions, int replicationFactor) {
        return new NewTopic(topic.name(), partitions(topic, platformPartitions), (short) replicationFactor)
                .configs(configs(topic, replicationFactor));
    }

    static Map<String, String> configs(Topic topic, int replicationFactor) {
        var configs = new TreeMap<String, String>();
        configs.put("cleanup.policy", topic.cleanup() == Cleanup.COMPACT ? "compact" : "delete");
        configs.put(
                "retention.ms",
                Long.toString(topic.retention() == null ? -1 : topic.retention().toMillis()));
        configs.put("retention.bytes", "-1");
        configs.put("segment.ms", Long.toString(segment(topic).toMillis()));
        configs.put("message.timestamp.type", topic.logAppendTime() ? "LogAppendTime" : "CreateTime");
        configs.put("max.message.bytes", Integer.toString(maxRecordBytes(topic)));
        configs.put("min.insync.replicas", Integer.toString(Math.max(1, replicationFactor - 1)));
        configs.put("unclean.leader.election.enable", "false");
        return configs;
    }

    private static int maxRecordBytes(Topic topic) {
        return topic.name().equals(Topics.DEAD_LETTERS.name()) ? MAX_DEAD_LETTER_BYTES : MAX_RECORD_BYTES;
    }

    private static Duration segment(Topic topic) {
        var retention = topic.retention();
        if (retention == null) {
            return topic.cleanup() == Cleanup.COMPACT ? LONGEST_SEGMENT : LONGEST_SEGMENT.multipliedBy(7);
        }
        var share = retention.dividedBy(SEGMENTS_PER_RETENTION);
        return share.compareTo(LONGEST_SEGMENT) < 0 ? share : LONGEST_SEGMENT;
    }
}
