package dev.parley.readmodel;

import dev.parley.runtime.service.StartException;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.internal.exception.FlywaySqlException;

/** Migrates the schema. A released migration is never edited. */
final class Migrations {
    private static final String FOLDER = "classpath:dev/parley/readmodel/migrations";

    private Migrations() {}

    /** Changes nothing. */
    static SchemaState state(DataSource store) {
        try {
            var info = flyway(store).info();
            var current = info.current();
            return new SchemaState(
                    current == null ? "" : String.valueOf(current.getVersion()),
                    info.pending().length,
                    Arrays.stream(info.all())
                            .anyMatch(each -> each.getState() == MigrationState.FUTURE_SUCCESS
                                    || each.getState() == MigrationState.FUTURE_FAILED));
        } catch (FlywayException e) {
            throw new StoreUnavailableException("The SQL store cannot be asked for its schema: " + e.getMessage(), e);
        }
    }

    static void apply(DataSource store) {
        try {
            flyway(store).migrate();
        } catch (FlywaySqlException e) {
            throw new StoreUnavailableException("Migration of the SQL store failed: " + e.getMessage(), e);
        } catch (FlywayException e) {
            throw new StartException("The SQL schema does not match this version of Parley: " + e.getMessage(), e);
        }
    }

    private static Flyway flyway(DataSource store) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(store)
                .locations(FOLDER)
                .table("schema_versions")
                .load();
    }
}
