package dev.parley.sinks.worker;

import java.util.HashMap;
import java.util.Map;

/** What a worker is told. */
record WorkerConfiguration(WorkerSettings settings) {
    private static final String CONVERTER = "org.apache.kafka.connect.converters.ByteArrayConverter";
    private static final int BEATS_PER_SESSION = 3;

    Map<String, String> properties() {
        var properties = new HashMap<String, String>();
        settings.kafka().common().forEach((name, value) -> properties.put(name, value.toString()));
        properties.putAll(storage());
        properties.putAll(worker());
        properties.putAll(consumer());
        properties.putAll(settings.more());
        return properties;
    }

    private Map<String, String> storage() {
        var topics = new InternalTopics(settings.group());
        var copies = Integer.toString(settings.kafka().replicationFactor());
        return Map.of(
                "config.storage.topic",
                topics.configurations(),
                "config.storage.replication.factor",
                copies,
                "offset.storage.topic",
                topics.offsets(),
                "offset.storage.replication.factor",
                copies,
                "offset.storage.partitions",
                "1",
                "status.storage.topic",
                topics.statuses(),
                "status.storage.replication.factor",
                copies,
                "status.storage.partitions",
                "1");
    }

    private Map<String, String> worker() {
        var properties = new HashMap<String, String>();
        properties.put("group.id", settings.group());
        properties.put("key.converter", CONVERTER);
        properties.put("value.converter", CONVERTER);
        properties.put("header.converter", CONVERTER);
        properties.put("listeners", "http://" + settings.host() + ":0");
        // Our connector says what it is; looking through the whole class path takes seconds.
        properties.put("plugin.discovery", "service_load");
        properties.put("topic.creation.enable", "false");
        // After a death the tasks wait so long for the dead worker's return; the default is five minutes.
        properties.put("scheduled.rebalance.max.delay.ms", "1000");
        properties.put("session.timeout.ms", session());
        properties.put("heartbeat.interval.ms", heartbeat());
        // Also the longest pause between two tries of a batch.
        properties.put("offset.flush.interval.ms", "2000");
        return properties;
    }

    private Map<String, String> consumer() {
        return Map.of(
                "consumer.isolation.level", "read_committed",
                "consumer.auto.offset.reset", "earliest",
                "consumer.max.poll.records", "2000",
                "consumer.fetch.max.bytes", "8388608",
                "consumer.fetch.max.wait.ms", "200",
                "consumer.session.timeout.ms", session(),
                "consumer.heartbeat.interval.ms", heartbeat());
    }

    private String session() {
        return Long.toString(settings.sessionTimeout().toMillis());
    }

    private String heartbeat() {
        return Long.toString(
                settings.sessionTimeout().dividedBy(BEATS_PER_SESSION).toMillis());
    }
}
