package dev.parley.readmodel;

import dev.parley.runtime.service.StartException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.exception.FlywaySqlException;

/** Migrates the schema. A released migration is never edited. */
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
            throw new StoreUnavailableException("Migration of the SQL store failed: " + e.getMessage(), e);
        } catch (FlywayException e) {
            throw new StartException("The SQL schema does not match this version of Parley: " + e.getMessage(), e);
        }
    }
}
