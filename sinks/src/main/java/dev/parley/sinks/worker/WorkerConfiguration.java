package dev.parley.sinks.worker;

import java.util.HashMap;
import java.util.Map;

/** The properties of a Connect worker. */
record WorkerConfiguration(WorkerSettings settings) {
    private static final String CONVERTER = "org.apache.kafka.connect.converters.ByteArrayConverter";
    private static final int HEARTBEATS_PER_SESSION = 3;

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
        // The connector is declared for ServiceLoader; scanning the class path takes seconds.
        properties.put("plugin.discovery", "service_load");
        properties.put("topic.creation.enable", "false");
        // A dead worker's tasks are reassigned after this delay; the default is five minutes.
        properties.put("scheduled.rebalance.max.delay.ms", "1000");
        properties.put("session.timeout.ms", session());
        properties.put("heartbeat.interval.ms", heartbeat());
        // Also the upper limit of the backoff between retries of a batch.
        properties.put("offset.flush.interval.ms", "2000");
        return properties;
    }

    private Map<String, String> consumer() {
        var properties = new HashMap<String, String>();
        properties.put("consumer.isolation.level", "read_committed");
        properties.put("consumer.auto.offset.reset", "earliest");
        properties.put("consumer.max.poll.records", "2000");
        // A lone record is fetched as soon as it is committed; under load a fetch takes all that is there.
        properties.put("consumer.fetch.min.bytes", "1");
        properties.put("consumer.fetch.max.bytes", "8388608");
        properties.put("consumer.fetch.max.wait.ms", "200");
        properties.put("consumer.session.timeout.ms", session());
        properties.put("consumer.heartbeat.interval.ms", heartbeat());
        return properties;
    }

    private String session() {
        return Long.toString(settings.sessionTimeout().toMillis());
    }

    private String heartbeat() {
        return Long.toString(
                settings.sessionTimeout().dividedBy(HEARTBEATS_PER_SESSION).toMillis());
    }
}
