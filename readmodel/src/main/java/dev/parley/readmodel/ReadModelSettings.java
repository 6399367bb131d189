package dev.parley.readmodel;

import dev.parley.runtime.config.ConfigurationException;
import dev.parley.runtime.config.Env;
import dev.parley.runtime.config.Secret;
import java.util.List;

/**
 * Connection settings of the SQL store.
 *
 * @param url JDBC URL of the MySQL protocol, with the database
 * @param user user name
 * @param password may be empty
 * @param pool maximum number of connections for reads
 */
public record ReadModelSettings(String url, String user, Secret password, int pool) {
    private static final String PROTOCOL = "jdbc:mysql:";
    private static final int DEFAULT_POOL = 16;
    private static final int MAX_POOL = 512;

    public ReadModelSettings {
        // An empty URL was reported as missing already.
        if (!url.isEmpty() && !url.startsWith(PROTOCOL)) {
            throw new ConfigurationException(List.of("PARLEY_SQL_URL must begin with " + PROTOCOL + "//host:port/db."));
        }
    }

    public static ReadModelSettings from(Env env) {
        return new ReadModelSettings(
                env.required("PARLEY_SQL_URL", "SQL store, jdbc:mysql://host:port/database."),
                env.string("PARLEY_SQL_USER", "parley", "User of the SQL store."),
                env.secret("PARLEY_SQL_PASSWORD", "Password of the SQL store.").orElse(new Secret("")),
                env.integer(
                        "PARLEY_SQL_POOL", DEFAULT_POOL, 1, MAX_POOL, "Maximum number of SQL connections for reads."));
    }
}
