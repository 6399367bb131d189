package dev.parley.sinks.sql;

import dev.parley.schemas.topics.Topics;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/** Writes topics of the platform into the SQL store. */
public final class SqlSinkConnector extends SinkConnector {
    static final String RESOURCES = "parley.resources";

    private static final ConfigDef CONFIGURATION =
            new ConfigDef().define(RESOURCES, ConfigDef.Type.STRING, Importance.HIGH, "Id of the process's resources.");

    static final List<String> TOPICS = List.of(
            Topics.EVENTS.name(),
            Topics.USERS.name(),
            Topics.SESSIONS.name(),
            Topics.SCHEDULED.name(),
            Topics.MESSAGE_MARKS.name(),
            Topics.CONVERSATION_SETTINGS.name(),
            Topics.RECEIPTS.name());

    private Map<String, String> configuration = Map.of();

    /** The connector's configuration, the same in every worker of the group. */
    public static Map<String, String> configuration(String name, int tasks) {
        return Map.of(
                "name",
                name,
                "connector.class",
                SqlSinkConnector.class.getName(),
                "tasks.max",
                Integer.toString(tasks),
                "topics",
                String.join(",", TOPICS),
                RESOURCES,
                WorkerValues.RESOURCES_HERE);
    }

    @Override
    public void start(Map<String, String> properties) {
        configuration = Map.copyOf(properties);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return SqlSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return Collections.nCopies(maxTasks, configuration);
    }

    @Override
    public void stop() {
        // Nothing to release.
    }

    @Override
    public ConfigDef config() {
        return CONFIGURATION;
    }

    @Override
    public String version() {
        return "1";
    }
}
