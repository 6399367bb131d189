package dev.parley.runtime.kafka;

import dev.parley.runtime.kafka.ExportedMetrics.Exported;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Map;
import java.util.regex.Pattern;

/** Labels of a metric of Kafka's. Names that a process makes up at each start are not among them: each would be a new series. */
final class MeterLabels {
    /** In {@code parley-conversation-<uuid>-StreamThread-1}. */
    private static final Pattern THREAD_NUMBER = Pattern.compile(".*StreamThread-(\\d+)$");

    private static final Map<String, String> NAMES =
            Map.of("thread-id", "thread", "task-id", "task", "processor-node-id", "processor");

    private MeterLabels() {}

    static Labels of(Exported metric, Map<String, String> tags, String owner) {
        var labels = Labels.of(metric.ownerLabel(), owner);
        for (var tag : metric.tags()) {
            var value = tags.getOrDefault(tag, "");
            labels = labels.add(NAMES.getOrDefault(tag, tag), tag.equals("thread-id") ? threadNumber(value) : value);
        }
        return labels;
    }

    private static String threadNumber(String thread) {
        var number = THREAD_NUMBER.matcher(thread);
        return number.matches() ? number.group(1) : "other";
    }
}
