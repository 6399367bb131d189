package dev.parley.bench.sink;

import dev.parley.bench.sink.PeerTable.StoreAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What Debezium's sink is told: as much as there is of what the platform's own sink has, and otherwise what is best for it.
 *
 * @param runId names its consumer group, so that each run begins at the log's beginning
 * @param batchRows most rows of a batch
 */
record DebeziumSettings(String runId, int batchRows) {
    private static final String NAME = "debezium-";
    private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";
    // By its name: only the worker has what the class needs.
    private static final String CONVERTER = DebeziumSettings.class.getPackageName() + ".EventConverter";
    // MariaDB's driver, in one go for each batch, and otherwise as the platform's own connections for writes. With
    // MySQL's,
    // Hibernate asks MariaDB for a column that it does not have, and gives up.
    private static final String DRIVER_SETTINGS = "?useBulkStmts=true&sessionVariables=transaction_isolation="
            + "'READ-COMMITTED',sql_mode='STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'";

    /**
     * The worker's own.
     *
     * @param plugins where the connector is
     * @param scratch where offsets are kept
     */
    Map<String, String> worker(Path plugins, Path scratch, Map<String, String> log) {
        var settings = new HashMap<String, String>();
        settings.put("bootstrap.servers", log.getOrDefault("PARLEY_KAFKA_BOOTSTRAP_SERVERS", ""));
        settings.put("plugin.path", plugins.toString());
        settings.put("listeners", "http://127.0.0.1:0");
        settings.put("offset.storage.file.filename", scratch.resolve("offsets").toString());
        settings.put("offset.flush.interval.ms", "2000");
        settings.put("key.converter", BYTES);
        settings.put("header.converter", BYTES);
        settings.put("value.converter", CONVERTER);
        settings.put("value.converter." + EventConverter.REGISTRY, log.getOrDefault("PARLEY_REGISTRY_URL", ""));
        settings.put("consumer.isolation.level", "read_committed");
        settings.put("consumer.auto.offset.reset", "earliest");
        settings.put("consumer.fetch.max.bytes", "8388608");
        settings.put("consumer.fetch.max.wait.ms", "200");
        // A batch ends with what was polled at the latest.
        settings.put("consumer.max.poll.records", Integer.toString(Math.max(2000, batchRows)));
        return settings;
    }

    /** The connector's own: one row an event, by its primary key. */
    Map<String, String> connector(StoreAddress store) {
        var settings = new HashMap<String, String>();
        settings.put("name", NAME + runId);
        settings.put("connector.class", "io.debezium.connector.jdbc.JdbcSinkConnector");
        settings.put("tasks.max", "2");
        settings.put("topics", "events");
        settings.put("connection.url", store.url().replace("jdbc:mysql:", "jdbc:mariadb:") + DRIVER_SETTINGS);
        settings.put("connection.username", store.user());
        settings.put("connection.password", store.password());
        // One task needs few, and the default opens 32 at once.
        settings.put("connection.pool.min_size", "1");
        settings.put("connection.pool.max_size", "4");
        settings.put("connection.pool.acquire_increment", "1");
        settings.put("collection.name.format", PeerTable.NAME);
        settings.put("insert.mode", "upsert");
        settings.put("primary.key.mode", "record_value");
        settings.put("primary.key.fields", "tenant,conversation,seq");
        settings.put("schema.evolution", "none");
        settings.put("batch.size", Integer.toString(batchRows));
        return settings;
    }
}
