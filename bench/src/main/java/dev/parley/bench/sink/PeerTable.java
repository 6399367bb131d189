package dev.parley.bench.sink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/** The table that a peer's sink fills, in the platform's own database, made as the platform's log of events is. */
final class PeerTable implements AutoCloseable {
    static final String NAME = "peer_events";

    private static final String COUNT = "SELECT COUNT(*) FROM ";

    private final Connection connection;

    private PeerTable(Connection connection) {
        this.connection = connection;
    }

    /** An empty one; what a broken run left behind is dropped. */
    static PeerTable create(StoreAddress store) {
        try {
            var properties = new Properties();
            properties.setProperty("user", store.user());
            properties.setProperty("password", store.password());
            var table = new PeerTable(DriverManager.getConnection(store.url(), properties));
            table.execute("DROP TABLE IF EXISTS " + NAME);
            table.execute("CREATE TABLE " + NAME + " LIKE events");
            return table;
        } catch (SQLException e) {
            throw new IllegalStateException("The platform's store cannot be used.", e);
        }
    }

    /**
     * Where the platform's store is.
     *
     * @param url as in JDBC
     */
    record StoreAddress(String url, String user, String password) {
        /** @param settings {@code PARLEY_SQL_URL}, {@code PARLEY_SQL_USER} and {@code PARLEY_SQL_PASSWORD_FILE} */
        static StoreAddress in(Map<String, String> settings) {
            var url = settings.get("PARLEY_SQL_URL");
            var user = settings.get("PARLEY_SQL_USER");
            var password = settings.get("PARLEY_SQL_PASSWORD_FILE");
            if (url == null || user == null || password == null) {
                throw new IllegalArgumentException(
                        "The store's address is not known: give the --data folder of a platform on this machine.");
            }
            try {
                return new StoreAddress(
                        url, user, Files.readString(Path.of(password)).strip());
            } catch (IOException e) {
                throw new UncheckedIOException("The store's password cannot be read.", e);
            }
        }

        @Override
        public String toString() {
            return user + " at " + url;
        }
    }

    /**
     * How many rows it has, told without a look at each of them: rows come in order, and the seqs of a conversation have no
     * holes, so its highest seq is their number.
     */
    long progress() {
        return number("SELECT COALESCE(SUM(last), 0) FROM (SELECT MAX(seq) AS last FROM " + NAME
                + " GROUP BY tenant, conversation) AS heads");
    }

    /** Counted one by one. */
    long rows() {
        return number(COUNT + NAME);
    }

    /** Rows of the platform's own log of events. */
    long platformRows() {
        return number(COUNT + "events");
    }

    /** Rows that stand in the platform's own log of events too, the same in every column. */
    long sameRows() {
        return number(COUNT + "events JOIN " + NAME + " AS peer USING (tenant, conversation, seq)"
                + " WHERE peer.event_id = events.event_id AND peer.message_no = events.message_no"
                + " AND peer.bytes = events.bytes");
    }

    private long number(String query) {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("The peer's rows cannot be counted.", e);
        }
    }

    private void execute(String statement) throws SQLException {
        try (var prepared = connection.createStatement()) {
            prepared.execute(statement);
        }
    }

    @Override
    public void close() {
        try (connection) {
            execute("DROP TABLE IF EXISTS " + NAME);
        } catch (SQLException e) {
            throw new IllegalStateException("The peer's table cannot be dropped.", e);
        }
    }
}
