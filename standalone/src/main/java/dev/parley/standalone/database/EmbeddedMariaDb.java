package dev.parley.standalone.database;

import dev.parley.standalone.data.OwnerOnly;
import dev.parley.standalone.process.KeptProcess;
import dev.parley.standalone.process.OrphanedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A MariaDB server as a child process, on loopback, with one database and one user for the platform. It ends with this
 * process, even if that is killed.
 */
public final class EmbeddedMariaDb implements AutoCloseable {
    private static final String NAME = "MariaDB";
    private static final String USER = "parley";
    private static final String DATABASE = "parley";
    private static final Duration START = Duration.ofSeconds(60);

    private final MariaDbFolder folder;
    private final int port;
    private final KeptProcess process;

    private EmbeddedMariaDb(MariaDbFolder folder, int port, KeptProcess process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
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
        var serve = command.serve(port, folder.pidFile(), folder.initFile());
        var process = KeptProcess.launch(NAME, serve, folder.log());
        process.awaitReady(() -> isReady(folder), START, onDeath);
        return new EmbeddedMariaDb(folder, port, process);
    }

    /** Stops a server that a killed process left running on this folder. */
    public static void stopOrphan(Path root) {
        var folder = new MariaDbFolder(root.toAbsolutePath().normalize());
        OrphanedServer.stop("database", folder.pidFile(), MariaDbCommand.mark(folder.data()));
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
        process.close();
    }

    private static boolean isReady(MariaDbFolder folder) {
        try {
            if (!Files.exists(folder.log()) || !Files.readString(folder.log()).contains(": ready for connections.")) {
                return false;
            }
            // It holds the password.
            Files.delete(folder.initFile());
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
