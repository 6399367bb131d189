package dev.parley.operator.topics;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.schemas.topics.TopicShape;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A topic beside what the code wants of it.
 *
 * @param isOfCatalogue whether the code names it; other topics of the platform follow from these
 * @param facts null where it does not exist
 * @param faults what is not as it should be, each with what to do
 * @param wrongConfigs by Kafka's names, with the values that are wanted
 */
public record TopicReport(
        String name,
        @JsonProperty("ofCatalogue") boolean isOfCatalogue,
        @Nullable TopicFacts facts,
        List<String> faults,
        TreeMap<String, String> wrongConfigs) {

    /** @param facts null where it does not exist */
    static TopicReport ofCatalogue(String name, @Nullable TopicFacts facts, TopicShape shape) {
        var faults = new ArrayList<String>();
        var wrong = new TreeMap<String, String>();
        if (facts == null) {
            faults.add("It does not exist: start a service, which creates it; if it was deleted, restore it from a"
                    + " backup.");
            return new TopicReport(name, true, null, faults, wrong);
        }
        if (facts.partitions() != shape.partitions()) {
            faults.add("It has " + facts.partitions() + " partitions, but must have " + shape.partitions()
                    + ": the number is fixed at creation, since conversations would move. Restore the topic, or set"
                    + " PARLEY_PARTITIONS to what the platform was created with.");
        }
        faults.addAll(copies(facts, shape.replicationFactor()));
        shape.configs().forEach((key, wanted) -> {
            if (!facts.config(key).equals(wanted)) {
                wrong.put(key, wanted);
                faults.add(key + " is " + facts.config(key) + ", but must be " + wanted
                        + ": parley topics --repair sets it.");
            }
        });
        return new TopicReport(name, true, facts, faults, wrong);
    }

    /** @param platformPartitions what changelogs must have, or 0 for any number */
    static TopicReport ofOthers(TopicFacts facts, int platformPartitions, int replicationFactor) {
        var faults = new ArrayList<>(copies(facts, replicationFactor));
        if (platformPartitions > 0 && facts.partitions() != platformPartitions) {
            faults.add("It has " + facts.partitions() + " partitions, but the platform has " + platformPartitions
                    + ": stop the feature, delete this topic and its state folder; it is made again from the log.");
        }
        return new TopicReport(facts.name(), false, facts, faults, new TreeMap<>());
    }

    private static List<String> copies(TopicFacts facts, int replicationFactor) {
        var faults = new ArrayList<String>();
        if (facts.replicas() < replicationFactor) {
            faults.add("It has " + facts.replicas() + " copies, but must have " + replicationFactor
                    + ": add them with kafka-reassign-partitions.sh.");
        }
        if (facts.leaderless() > 0) {
            faults.add(facts.leaderless() + " partitions have no leader and cannot be used: start the brokers that hold"
                    + " their copies.");
        }
        if (facts.underReplicated() > 0) {
            faults.add(facts.underReplicated() + " partitions have copies that are behind: see whether all brokers run,"
                    + " and their disks and network.");
        }
        return faults;
    }
}
