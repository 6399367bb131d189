package dev.parley.operator.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.topics.TopicShape;
import dev.parley.schemas.topics.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TopicReportTest {
    private static final TopicShape WANTED = TopicShape.of(Topics.ACTIONS, 8, 3);

    @Test
    void isContentWithWhatTheCodeWants() {
        assertEquals(List.of(), report(facts(8, 3, 0, 0, Map.of())).faults());
    }

    @Test
    void saysWhatToDoAboutEachDifference() {
        assertFault(facts(9, 3, 0, 0, Map.of()), "has 9 partitions, but must have 8");
        assertFault(facts(8, 2, 0, 0, Map.of()), "kafka-reassign-partitions.sh");
        assertFault(facts(8, 3, 2, 0, Map.of()), "2 partitions have copies that are behind");
        assertFault(facts(8, 3, 0, 1, Map.of()), "1 partitions have no leader");
        assertFault(facts(8, 3, 0, 0, Map.of("retention.ms", "1000")), "retention.ms is 1000, but must be 604800000");
        assertFault(facts(8, 3, 0, 0, Map.of("min.insync.replicas", "1")), "min.insync.replicas is 1, but must be 2");
    }

    @Test
    void repairsConfigurationOnly() {
        var report = report(facts(9, 2, 0, 0, Map.of("retention.ms", "1000")));
        assertEquals(Map.of("retention.ms", "604800000"), report.wrongConfigs());
    }

    @Test
    void tellsWhereOneIsMissing() {
        assertTrue(TopicReport.ofCatalogue("actions", null, WANTED)
                .faults()
                .getFirst()
                .contains("does not exist"));
    }

    @Test
    void holdsChangelogsToTheNumberOfPartitions() {
        assertEquals(
                1,
                TopicReport.ofOthers(facts(4, 3, 0, 0, Map.of()), 8, 3).faults().size());
        assertEquals(
                0,
                TopicReport.ofOthers(facts(4, 3, 0, 0, Map.of()), 0, 3).faults().size());
    }

    private static void assertFault(TopicFacts facts, String part) {
        var faults = report(facts).faults();
        assertEquals(1, faults.size(), faults.toString());
        assertTrue(faults.getFirst().contains(part), faults.toString());
    }

    private static TopicReport report(TopicFacts facts) {
        return TopicReport.ofCatalogue("actions", facts, WANTED);
    }

    private static TopicFacts facts(int partitions, int copies, int behind, int leaderless, Map<String, String> other) {
        var configs = new HashMap<>(WANTED.configs());
        configs.putAll(other);
        return new TopicFacts("actions", partitions, copies, behind, leaderless, configs, 0);
    }
}
