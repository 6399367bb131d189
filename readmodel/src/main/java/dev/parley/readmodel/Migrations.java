package dev.parley.readmodel;

import dev.parley.runtime.service.StartException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.exception.FlywaySqlException;

/** The schema's versions, applied in order. A version that was released is never edited. */
final class Migrations {
    private static final String FOLDER = "classpath:dev/parley/readmodel/migrations";

    private Migrations() {}

    static void apply(DataSource store) {
        try {
            Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(store)
                    .locations(FOLDER)
                    .table("schema_versions")
                    .load()
                    .migrate();
        } catch (FlywaySqlException e) {
            throw new StoreUnavailableException("The SQL store could not be migrated: " + e.getMessage(), e);
        } catch (FlywayException e) {
            throw new StartException("The SQL schema does not fit this version: " + e.getMessage(), e);
        }
    }
}
