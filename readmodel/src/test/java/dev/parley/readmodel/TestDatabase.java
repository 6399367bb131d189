package dev.parley.readmodel;

import dev.parley.runtime.config.Secret;
import dev.parley.testkit.MariaDb;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A database as an onlooker with SQL sees it. */
public record TestDatabase(ReadModelSettings settings) {
    private static final List<String> TABLES = List.of(
            "events",
            "conversations",
            "group_deletions",
            "members",
            "bans",
            "invites",
            "messages",
            "message_changes",
            "thread_replies",
            "thread_participants",
            "uncounted",
            "mentions",
            "relations",
            "reactions",
            "reaction_counts",
            "pins",
            "scheduled_messages",
            "users",
            "sessions",
            "message_marks",
            "conversation_settings",
            "receipts",
            "sink_positions");

    /** The database of that name on a server; it is created with the first connection. */
    public static TestDatabase on(MariaDb server, String name) {
        return new TestDatabase(new ReadModelSettings(server.url(name), MariaDb.USER, new Secret(""), 4));
    }

    /** A migrated database on the shared server, whose tables are empty. */
    public static TestDatabase empty(String name) {
        var database = on(MariaDb.shared(), name);
        try (var model = ReadModel.open(database.settings)) {
            model.migrate();
        }
        TABLES.forEach(table -> database.execute("TRUNCATE TABLE " + table));
        return database;
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(
                settings.url(), settings.user(), settings.password().value());
    }

    public void execute(String statement) {
        try (var connection = connect();
                var prepared = connection.createStatement()) {
            prepared.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    /** The rows, each with its columns in order. */
    public List<List<String>> rows(String query) {
        try (var connection = connect();
                var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            var rows = new ArrayList<List<String>>();
            while (result.next()) {
                var row = new ArrayList<String>();
                for (var column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    row.add(String.valueOf(result.getString(column)));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    public long number(String query) {
        return Long.parseLong(rows(query).getFirst().getFirst());
    }

    /** Every row of every table but the positions. */
    public Map<String, List<List<String>>> contents() {
        var contents = new TreeMap<String, List<List<String>>>();
        TABLES.stream()
                .filter(table -> !table.equals("sink_positions"))
                .forEach(table -> contents.put(table, rows("SELECT * FROM " + table + " ORDER BY 1, 2, 3")));
        return contents;
    }
}
