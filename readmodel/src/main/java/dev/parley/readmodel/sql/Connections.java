package dev.parley.readmodel.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.parley.readmodel.ReadModelSettings;
import java.time.Duration;
import java.util.Map;

/** Connection pools with time-outs for each use. */
public final class Connections {
    private static final Duration CONNECT = Duration.ofMillis(1500);
    private static final Duration BORROW = Duration.ofMillis(1500);
    private static final Duration PROBE = Duration.ofSeconds(1);
    private static final Duration READ = Duration.ofSeconds(2);
    private static final Duration WRITE = Duration.ofSeconds(20);
    private static final Duration LOCK_WAIT = Duration.ofSeconds(10);
    private static final Duration MIGRATE = Duration.ofMinutes(5);
    private static final int MIGRATE_CONNECTIONS = 3;
    private static final Duration IDLE = Duration.ofMinutes(2);
    // Well below the server's idle time-out, and short enough to follow a load balancer.
    private static final Duration CONNECTION_AGE = Duration.ofMinutes(10);

    private Connections() {}

    /** Auto-commit; a call fails within about three seconds. */
    public static HikariDataSource forReads(ReadModelSettings settings) {
        var config = pool("parley-reads", settings, READ);
        config.setMaximumPoolSize(settings.pool());
        config.setMinimumIdle(Math.min(2, settings.pool() - 1));
        return new HikariDataSource(config);
    }

    /** One connection, without auto-commit. */
    public static HikariDataSource forWrites(ReadModelSettings settings) {
        var config = pool("parley-writes", settings, WRITE);
        config.setMinimumIdle(0);
        config.setMaximumPoolSize(1);
        config.setAutoCommit(false);
        config.addDataSourceProperty("rewriteBatchedStatements", "true");
        return new HikariDataSource(config);
    }

    /** For statements that may take minutes. */
    public static HikariDataSource forMigrations(ReadModelSettings settings) {
        var config = pool("parley-migrations", settings, MIGRATE);
        config.setMinimumIdle(0);
        config.setMaximumPoolSize(MIGRATE_CONNECTIONS);
        return new HikariDataSource(config);
    }

    private static HikariConfig pool(String name, ReadModelSettings settings, Duration socketTimeout) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setDriverClassName("com.mysql.cj.jdbc.Driver");
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.user());
        config.setPassword(settings.password().value());
        config.setConnectionTimeout(BORROW.toMillis());
        config.setValidationTimeout(PROBE.toMillis());
        config.setIdleTimeout(IDLE.toMillis());
        config.setMaxLifetime(CONNECTION_AGE.toMillis());
        // A process starts while the store is down.
        config.setInitializationFailTimeout(-1);
        // Fewer and shorter locks than repeatable read, which no statement here needs.
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        driverSettings(socketTimeout).forEach(config::addDataSourceProperty);
        return config;
    }

    private static Map<String, String> driverSettings(Duration socketTimeout) {
        return Map.of(
                "connectTimeout",
                Long.toString(CONNECT.toMillis()),
                "socketTimeout",
                Long.toString(socketTimeout.toMillis()),
                "connectionCollation",
                "utf8mb4_bin",
                "useLocalSessionState",
                "true",
                "cacheServerConfiguration",
                "true",
                // An oversized value is refused, never truncated.
                "sessionVariables",
                "sql_mode='STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION',innodb_lock_wait_timeout="
                        + LOCK_WAIT.toSeconds());
    }
}
