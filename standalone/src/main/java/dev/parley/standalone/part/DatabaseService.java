package dev.parley.standalone.part;

import dev.parley.runtime.config.Env;
import dev.parley.runtime.service.ProcessContext;
import dev.parley.runtime.service.Service;
import dev.parley.standalone.database.EmbeddedMariaDb;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * {@code parley run database}: MariaDB with the platform's database. The server is a child process and ends with this one;
 * if the server ends first, this process exits too.
 */
public final class DatabaseService implements Service {
    public static final String NAME = "database";

    private static final int PORT = 3306;
    private static final int MAX_PORT = 65_535;

    private final Path folder;
    private final Path programs;
    private final int port;
    private final PartHealth health = new PartHealth();
    private @Nullable EmbeddedMariaDb database;

    private DatabaseService(Path folder, Path programs, int port) {
        this.folder = folder;
        this.programs = programs;
        this.port = port;
    }

    public static DatabaseService from(Env env, ProcessContext process) {
        var service = new DatabaseService(
                Path.of(env.string(
                        "PARLEY_DATABASE_DIR",
                        "mariadb",
                        "Data directory; its file \"password\" holds the user's password.")),
                Path.of(env.string("PARLEY_DATABASE_PROGRAMS", "programs", "Folder that MariaDB is unpacked into.")),
                env.integer("PARLEY_DATABASE_PORT", PORT, 1, MAX_PORT, "Loopback port for clients."));
        process.health().register(NAME, service.health::state);
        return service;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void start() {
        database = EmbeddedMariaDb.start(folder, programs, port, FatalEnd.of(NAME));
        health.ready();
    }

    @Override
    public void close() {
        if (database != null) {
            database.close();
        }
    }
}
