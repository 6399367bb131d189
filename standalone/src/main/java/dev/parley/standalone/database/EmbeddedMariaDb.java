package dev.parley.standalone.database;

import dev.parley.runtime.service.StartException;
import dev.parley.standalone.data.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A MariaDB server as a child process, on loopback, with one database and one user for the platform. It ends with this
 * process, even if that is killed.
 */
public final class EmbeddedMariaDb implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedMariaDb.class);
    private static final String USER = "parley";
    private static final String DATABASE = "parley";
    private static final long START_SECONDS = 60;
    private static final long STOP_SECONDS = 30;
    private static final long POLL_MILLIS = 20;

    /** Runs the server and stops it at the end of standard input, which is when the parent process is gone. */
    private static final String KEEPER = """
            exec 3<&0
            "$@" </dev/null 3<&- & server=$!
            (read -r line <&3; kill "$server") >/dev/null 2>&1 & watch=$!
            exec 3<&-
            wait "$server"; status=$?
            kill "$watch" >/dev/null 2>&1
            exit "$status"
            """;

    private final MariaDbFolder folder;
    private final int port;
    private final Process keeper;
    private volatile boolean isStopping;

    private EmbeddedMariaDb(MariaDbFolder folder, int port, Process keeper) {
        this.folder = folder;
        this.port = port;
        this.keeper = keeper;
    }

    /**
     * Starts the server and returns when it accepts connections.
     *
     * @param root the data directory; created if missing
     * @param programs folder that the program is unpacked into; may be shared by several data folders
     * @param port a free loopback port
     * @param onDeath called once if the server ends before it is stopped
     */
    public static EmbeddedMariaDb start(Path root, Path programs, int port, Consumer<String> onDeath) {
        var program = MariaDbProgram.unpackInto(programs.toAbsolutePath());
        var folder = new MariaDbFolder(root.toAbsolutePath().normalize());
        var command = new MariaDbCommand(program, folder.data());
        stopOrphan(root);
        folder.prepare(program);
        var password = OwnerOnly.secret(folder.passwordFile());
        OwnerOnly.write(folder.initFile(), initialStatements(password));
        var server = new EmbeddedMariaDb(
                folder, port, launch(folder, command.serve(port, folder.pidFile(), folder.initFile())));
        server.awaitReady();
        Thread.ofVirtual().name("mariadb-watch").start(() -> server.watch(onDeath));
        return server;
    }

    /** Stops a server that a killed process left running on this folder. */
    public static void stopOrphan(Path root) {
        var folder = new MariaDbFolder(root.toAbsolutePath().normalize());
        OrphanedServer.stop(folder.pidFile(), MariaDbCommand.mark(folder.data()));
    }

    /** Address of the platform's database. */
    public String jdbcUrl() {
        return "jdbc:mysql://127.0.0.1:" + port + "/" + DATABASE;
    }

    public String user() {
        return USER;
    }

    /** Holds the user's password; readable by the owner only. */
    public Path passwordFile() {
        return folder.passwordFile();
    }

    @Override
    public void close() {
        isStopping = true;
        try {
            // At the end of its input the keeper stops the server.
            keeper.getOutputStream().close();
            if (!keeper.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.error("event=database-hangs action=kill");
                keeper.descendants().forEach(ProcessHandle::destroyForcibly);
                keeper.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot stop MariaDB.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Process launch(MariaDbFolder folder, List<String> server) {
        // A session of its own: Ctrl-C signals every process of the terminal, but the database must stop after the
        // services.
        var command = new ArrayList<>(List.of("nice", "-n", "5", "setsid", "/bin/sh", "-c", KEEPER, "mariadb-keeper"));
        command.addAll(server);
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.log().toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("MariaDB cannot be started.", e);
        }
    }

    private void awaitReady() {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        try {
            while (!isReady()) {
                if (keeper.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw new StartException("MariaDB exited during its start; see " + folder.log() + ".");
                }
                if (System.nanoTime() > deadline) {
                    throw new StartException(
                            "MariaDB was not ready after " + START_SECONDS + " s; see " + folder.log() + ".");
                }
            }
            Files.delete(folder.initFile());
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new StartException("Interrupted during the start of MariaDB.", e);
        } catch (StartException e) {
            close();
            throw e;
        }
    }

    private void watch(Consumer<String> onDeath) {
        try {
            var status = keeper.waitFor();
            if (!isStopping) {
                onDeath.accept("MariaDB ended by itself with status " + status + "; see " + folder.log());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isReady() throws IOException {
        return Files.exists(folder.log()) && Files.readString(folder.log()).contains(": ready for connections.");
    }

    private static String initialStatements(String password) {
        return """
                CREATE DATABASE IF NOT EXISTS %1$s CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
                CREATE USER IF NOT EXISTS '%2$s'@'127.0.0.1';
                ALTER USER '%2$s'@'127.0.0.1' IDENTIFIED BY '%3$s';
                GRANT ALL ON %1$s.* TO '%2$s'@'127.0.0.1';
                """.formatted(DATABASE, USER, password);
    }
}
