package dev.parley.schemas.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.schemas.kafka.CompactedTopic;
import dev.parley.schemas.kafka.CompactedTopic.Entry;
import java.util.Map;
import java.util.TreeMap;

/** How many partitions each topic was created with: topic name to decimal number, both as text. */
record PartitionRecord(CompactedTopic topic) {
    Map<String, Integer> read() {
        var counts = new TreeMap<String, Integer>();
        topic.read(entry -> apply(entry, counts));
        return counts;
    }

    void add(String name, int partitions) {
        topic.append(
                new Entry(name.getBytes(UTF_8), Integer.toString(partitions).getBytes(UTF_8)));
    }

    private static void apply(Entry entry, Map<String, Integer> counts) {
        var name = new String(entry.key(), UTF_8);
        var value = entry.value();
        if (value == null) {
            counts.remove(name);
        } else {
            counts.put(name, Integer.valueOf(new String(value, UTF_8)));
        }
    }
}
