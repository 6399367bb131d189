package dev.parley.schemas.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

/** The catalogue, as Kafka is asked for it. */
final class TopicSettingsTest {
    @Test
    void keepsEventsForEver() {
        var configs = TopicSettings.configs(Topics.EVENTS, 3);
        assertEquals("delete", configs.get("cleanup.policy"));
        assertEquals("-1", configs.get("retention.ms"));
        assertEquals("-1", configs.get("retention.bytes"));
    }

    @Test
    void letsTheBrokerStampTheTimeOfActions() {
        assertEquals("LogAppendTime", TopicSettings.configs(Topics.ACTIONS, 3).get("message.timestamp.type"));
        assertEquals("CreateTime", TopicSettings.configs(Topics.EVENTS, 3).get("message.timestamp.type"));
    }

    @Test
    void compactsWhatIsATable() {
        assertEquals("compact", TopicSettings.configs(Topics.USERS, 3).get("cleanup.policy"));
        assertEquals("compact", TopicSettings.configs(Topics.TENANTS, 3).get("cleanup.policy"));
    }

    @Test
    void letsGoOfRecordsSoonAfterTheirRetention() {
        for (var topic : Topics.ALL) {
            var configs = TopicSettings.configs(topic, 3);
            if (topic.retention() != null) {
                var segment = Duration.ofMillis(Long.parseLong(configs.get("segment.ms")));
                assertTrue(segment.compareTo(topic.retention().dividedBy(2)) <= 0, topic.name() + " " + segment);
            }
        }
    }

    @Test
    void survivesTheLossOfOneCopyWithoutLosingAWrite() {
        assertEquals("2", TopicSettings.configs(Topics.ACTIONS, 3).get("min.insync.replicas"));
        assertEquals("1", TopicSettings.configs(Topics.ACTIONS, 2).get("min.insync.replicas"));
        assertEquals("1", TopicSettings.configs(Topics.ACTIONS, 1).get("min.insync.replicas"));
    }

    @Test
    void hasRoomInADeadLetterForTheLargestRecord() {
        var largest = Integer.parseInt(TopicSettings.configs(Topics.ACTIONS, 1).get("max.message.bytes"));
        var letter =
                Integer.parseInt(TopicSettings.configs(Topics.DEAD_LETTERS, 1).get("max.message.bytes"));
        assertTrue(letter > largest, letter + " > " + largest);
    }

    @Test
    void givesEachTopicItsPartitions() {
        assertEquals(64, TopicSettings.newTopic(Topics.EVENTS, 64, 3).numPartitions());
        assertEquals(1, TopicSettings.newTopic(Topics.TENANTS, 64, 3).numPartitions());
        assertEquals(3, TopicSettings.newTopic(Topics.TENANTS, 64, 3).replicationFactor());
    }

    @Test
    void namesEachTopicOnceInKebabCase() {
        var names = new HashSet<String>();
        for (var topic : Topics.ALL) {
            assertTrue(names.add(topic.name()), topic.name());
            assertTrue(topic.name().matches("[a-z]+(-[a-z]+)*"), topic.name());
        }
    }
}
