package dev.parley.runtime.operator;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.runtime.operator.FeatureStatus.StreamTask;
import java.io.IOException;
import java.util.List;

/** Writes what operators read. */
final class StatusJson {
    private StatusJson() {}

    static void facts(JsonGenerator json, ProcessFacts facts) throws IOException {
        json.writeNumberField("processors", facts.processors());
        json.writeNumberField("memoryBytes", facts.memoryBytes());
        json.writeNumberField("maxHeapBytes", facts.maxHeapBytes());
        json.writeNumberField("openFiles", facts.openFiles());
        json.writeNumberField("maxOpenFiles", facts.maxOpenFiles());
        json.writeArrayFieldStart("disks");
        for (var disk : facts.disks().entrySet()) {
            json.writeStartObject();
            json.writeStringField("name", disk.getKey());
            json.writeNumberField("freeBytes", disk.getValue().freeBytes());
            json.writeNumberField("totalBytes", disk.getValue().totalBytes());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void feature(JsonGenerator json, FeatureStatus feature) throws IOException {
        json.writeStringField("name", feature.name());
        json.writeStringField("state", feature.state());
        json.writeBooleanField("paused", feature.isPaused());
        json.writeNumberField("threadTarget", feature.threadTarget());
        json.writeArrayFieldStart("threads");
        for (var thread : feature.threads()) {
            json.writeStartObject();
            json.writeStringField("name", thread.name());
            json.writeStringField("state", thread.state());
            tasks(json, "tasks", thread.tasks());
            tasks(json, "standbys", thread.standbys());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("restoring");
        for (var store : feature.restoring()) {
            json.writeStartObject();
            json.writeStringField("store", store.store());
            json.writeStringField("partition", store.partition());
            json.writeNumberField("done", store.done());
            json.writeNumberField("total", store.total());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void tasks(JsonGenerator json, String name, List<StreamTask> tasks) throws IOException {
        json.writeArrayFieldStart(name);
        for (var task : tasks) {
            json.writeStartObject();
            json.writeStringField("id", task.id());
            json.writeArrayFieldStart("partitions");
            for (var partition : task.partitions()) {
                json.writeString(partition);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
