package dev.parley.readmodel.sql;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import dev.parley.readmodel.ReadModelSettings;
import dev.parley.runtime.config.Secret;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An overlay network forgets connections that are idle for 900 s, and tells neither end: pools must end them before. */
class IdleConnectionsTest {
    private static final Duration FORGOTTEN = Duration.ofMinutes(15);

    /** Nobody listens there, which no pool minds. */
    private final ReadModelSettings settings =
            new ReadModelSettings("jdbc:mysql://127.0.0.1:1/parley", "parley", new Secret(""), 4);

    @Test
    void connectionsForReadsEndInTime() {
        assertInTime(Connections.forReads(settings));
    }

    @Test
    void connectionsForWritesEndInTime() {
        assertInTime(Connections.forWrites(settings));
    }

    private static void assertInTime(HikariDataSource pool) {
        try (pool) {
            var age = Duration.ofMillis(pool.getMaxLifetime());
            assertTrue(age.isPositive() && age.compareTo(FORGOTTEN) < 0, age::toString);
        }
    }
}
