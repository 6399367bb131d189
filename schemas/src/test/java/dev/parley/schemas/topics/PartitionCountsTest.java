package dev.parley.schemas.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A count that differs is refused, with the way out. */
final class PartitionCountsTest {
    private static final List<Topic> CATALOGUE = List.of(Topics.EVENTS, Topics.TENANTS);

    @Test
    void letsAFirstStartCreateEverything() {
        assertEquals(List.of(), faults(4, Map.of(), Map.of()));
    }

    @Test
    void letsALaterStartPass() {
        assertEquals(List.of(), faults(4, Map.of("events", 4, "tenants", 1), Map.of("events", 4, "tenants", 1)));
    }

    @Test
    void letsAStartPassThatWasCutOffBeforeItsRecord() {
        assertEquals(List.of(), faults(4, Map.of("events", 4), Map.of()));
    }

    @Test
    void refusesAnotherConfiguration() {
        var faults = faults(8, Map.of("events", 4, "tenants", 1), Map.of("events", 4, "tenants", 1));
        assertEquals(
                List.of("Topic events has 4 partitions, but this process is configured for 8. "
                        + "The number is fixed for ever: set PARLEY_PARTITIONS=4."),
                faults);
    }

    @Test
    void refusesATopicThatSomebodyEnlarged() {
        var faults = faults(8, Map.of("events", 8, "tenants", 1), Map.of("events", 4, "tenants", 1));
        assertEquals(
                List.of("Topic events was created with 4 partitions and now has 8. Partitions cannot be added: "
                        + "conversations would move. Restore the topic with 4."),
                faults);
    }

    @Test
    void refusesToPutAnEmptyTopicInThePlaceOfALostOne() {
        var faults = faults(4, Map.of("tenants", 1), Map.of("events", 4, "tenants", 1));
        assertEquals(1, faults.size());
        assertTrue(
                faults.getFirst().startsWith("Topic events was created with 4 partitions and is gone."),
                faults.toString());
    }

    @Test
    void refusesAForeignTopicThatMustHaveOnePartition() {
        var faults = faults(4, Map.of("tenants", 6), Map.of());
        assertEquals(1, faults.size());
        assertTrue(faults.getFirst().contains("It must have one"), faults.toString());
    }

    @Test
    void namesEveryTopicThatIsWrong() {
        assertEquals(2, faults(8, Map.of("events", 4, "tenants", 2), Map.of()).size());
    }

    private static List<String> faults(int configured, Map<String, Integer> actual, Map<String, Integer> recorded) {
        return new PartitionCounts(configured, actual, recorded).faults(CATALOGUE);
    }
}
