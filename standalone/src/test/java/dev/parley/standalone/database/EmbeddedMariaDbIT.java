package dev.parley.standalone.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.standalone.broker.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedMariaDbIT {
    private static final Path PROGRAMS = Path.of("target", "programs");
    private static final long MAX_RSS_KIB = 200 * 1024;

    @TempDir
    Path temp;

    @Test
    void keepsItsTablesOverARestartOnAnotherPort() throws Exception {
        try (var server = start();
                var connection = connect(server)) {
            execute(connection, "CREATE TABLE t (id VARCHAR(10) PRIMARY KEY)");
            execute(connection, "INSERT INTO t VALUES ('a'), ('A'), ('😀')");
            assertTrue(rssKib() < MAX_RSS_KIB, "RSS is " + rssKib() + " KiB");
        }
        try (var server = start();
                var connection = connect(server)) {
            assertEquals("3", query(connection, "SELECT COUNT(*) FROM t"));
            assertEquals("utf8mb4_bin", query(connection, "SELECT @@collation_database"));
        }
    }

    @Test
    void letsNobodyInWithoutThePassword() throws Exception {
        try (var server = start()) {
            assertThrows(
                    SQLException.class, () -> DriverManager.getConnection(server.jdbcUrl(), server.user(), "guess"));
            assertThrows(SQLException.class, () -> DriverManager.getConnection(server.jdbcUrl(), "root", ""));
            assertFalse(Files.exists(temp.resolve("db/init.sql")), "the file with the password is gone");
        }
    }

    @Test
    void stopsAnOrphanThatHoldsTheFolder() throws Exception {
        var orphan = startOrphan();
        try (var server = start();
                var connection = connect(server)) {
            assertEquals("1", query(connection, "SELECT 1"));
            assertFalse(orphan.isAlive());
        }
    }

    @Test
    void leavesAProcessAloneThatGotThePidOfAnEarlierServer() throws Exception {
        start().close();
        var stranger = new ProcessBuilder("sleep", "60").start();
        Files.writeString(temp.resolve("db/mariadbd.pid"), Long.toString(stranger.pid()));
        try (var server = start();
                var connection = connect(server)) {
            assertEquals("1", query(connection, "SELECT 1"));
            assertTrue(stranger.isAlive());
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void tellsThatTheServerDied() throws Exception {
        var death = new CompletableFuture<String>();
        try (var server = EmbeddedMariaDb.start(temp.resolve("db"), PROGRAMS, freePort(), death::complete)) {
            serverProcess().destroyForcibly();
            assertTrue(death.get(30, TimeUnit.SECONDS).startsWith("MariaDB ended by itself with status"));
            assertTrue(server.jdbcUrl().startsWith("jdbc:mysql://127.0.0.1:"));
        }
    }

    @Test
    void endsWithTheProcessThatStartedIt() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var owner = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        DatabaseOwner.class.getName(),
                        temp.resolve("db").toString(),
                        PROGRAMS.toString())
                .redirectErrorStream(true)
                .start();
        try (var output = owner.inputReader()) {
            assertTrue(output.lines().anyMatch(DatabaseOwner.READY::equals), "the owner ended before it was ready");
            var server = serverProcess();
            owner.destroyForcibly();
            server.onExit().get(30, TimeUnit.SECONDS);
        }
    }

    private EmbeddedMariaDb start() {
        return EmbeddedMariaDb.start(temp.resolve("db"), PROGRAMS, freePort(), fault -> {});
    }

    /** A server that runs without a keeper, as after a SIGKILL of both its parents. */
    private Process startOrphan() throws Exception {
        start().close();
        var folder = new MariaDbFolder(temp.resolve("db").toAbsolutePath());
        Files.writeString(folder.initFile(), "SELECT 1;\n");
        var command = new MariaDbCommand(MariaDbProgram.unpackInto(PROGRAMS.toAbsolutePath()), folder.data());
        var log = temp.resolve("orphan.log");
        var orphan = new ProcessBuilder(command.serve(freePort(), folder.pidFile(), folder.initFile()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!Files.readString(log).contains("ready for connections")) {
            assertFalse(orphan.waitFor(20, TimeUnit.MILLISECONDS), "the orphan ended");
            assertTrue(System.nanoTime() < deadline, "the orphan is not ready");
        }
        return orphan;
    }

    private ProcessHandle serverProcess() throws IOException {
        var pid = Files.readString(temp.resolve("db/mariadbd.pid")).strip();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private long rssKib() throws IOException {
        var status =
                Files.readString(Path.of("/proc", Long.toString(serverProcess().pid()), "status"));
        return status.lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private static int freePort() {
        return FreePorts.find(1).getFirst();
    }

    private static Connection connect(EmbeddedMariaDb server) throws Exception {
        var password = Files.readString(server.passwordFile()).strip();
        return DriverManager.getConnection(server.jdbcUrl(), server.user(), password);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertTrue(rows.next());
            return rows.getString(1);
        }
    }
}
