package dev.parley.schemas.topics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The three numbers that must agree for each topic: what this process is configured with, what the topic has, and what was
 * recorded when the platform was set up. A conversation lives in one partition by its key, so with another count its
 * seq would begin again at 1.
 *
 * @param configured partitions of platform topics
 * @param actual by topic; topics that do not exist are absent
 * @param recorded by topic; topics that were never created are absent
 */
record PartitionCounts(int configured, Map<String, Integer> actual, Map<String, Integer> recorded) {

    /** One sentence a fault, with the way out; none where everything agrees. */
    List<String> faults(List<Topic> catalogue) {
        var faults = new ArrayList<String>();
        for (var topic : catalogue) {
            var fault = fault(topic);
            if (fault != null) {
                faults.add(fault);
            }
        }
        return faults;
    }

    private @Nullable String fault(Topic topic) {
        var name = topic.name();
        var wanted = TopicSettings.partitions(topic, configured);
        var has = actual.get(name);
        var had = recorded.get(name);
        if (had != null && has == null) {
            return "Topic " + name + " was created with " + had
                    + " partitions and is gone. Restore it; to begin anew with"
                    + " nothing, delete every topic of the platform, " + TopicCreation.RECORD_TOPIC + " included.";
        }
        if (had != null && !had.equals(has)) {
            return "Topic " + name + " was created with " + had + " partitions and now has " + has
                    + ". Partitions cannot be added: conversations would move. Restore the topic with " + had + ".";
        }
        if (has != null && has != wanted) {
            return "Topic " + name + " has " + has + " partitions, but this process is configured for " + wanted + ". "
                    + wayOut(topic, has);
        }
        return null;
    }

    private static String wayOut(Topic topic, int has) {
        return switch (topic.partitions()) {
            case PLATFORM -> "The number is fixed for ever: set PARLEY_PARTITIONS=" + has + ".";
            case ONE -> "It must have one: delete it if it is not the platform's, and start again.";
        };
    }
}
