package dev.parley.readmodel.sql;

import static dev.parley.readmodel.Samples.message;
import static dev.parley.readmodel.Samples.row;
import static dev.parley.readmodel.Samples.rows;
import static dev.parley.readmodel.Samples.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.readmodel.ReadModel;
import dev.parley.readmodel.ReadModelSettings;
import dev.parley.readmodel.StoreUnavailableException;
import dev.parley.readmodel.TestDatabase;
import dev.parley.readmodel.write.WriteResult;
import dev.parley.readmodel.write.WriteResult.Unavailable;
import dev.parley.readmodel.write.WriteResult.Written;
import dev.parley.runtime.config.Secret;
import dev.parley.testkit.MariaDb;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A store that fails half-way, is locked, or is not there at all. */
class OutageIT {
    private static final Duration BOUND = Duration.ofSeconds(20);

    private TestDatabase database;
    private SqlReadModelWriter writer;

    @BeforeEach
    void open() {
        database = TestDatabase.empty("outage");
        writer = SqlReadModelWriter.open(database.settings());
        writer.write(rows(message("d:warm:up", 1, "x")));
    }

    @AfterEach
    void close() {
        writer.close();
    }

    @Test
    void losesRowsAndPositionsTogetherWhenTheConnectionBreaksBetweenThem() throws Exception {
        try (var locker = database.connect();
                var statement = locker.createStatement()) {
            locker.setAutoCommit(false);
            statement.execute("SELECT * FROM sink_positions FOR UPDATE");
            var result = writeElsewhere(5, "torn");
            // The rows are written, the positions wait for the lock.
            await(() -> waiting().size() == 1);
            database.execute("KILL " + waiting().getFirst());
            assertInstanceOf(Unavailable.class, result.join());
        }
        assertEquals(0, database.number("SELECT COUNT(*) FROM events WHERE conversation = 'g:torn'"));
        assertEquals(1, database.number("SELECT next_offset FROM sink_positions"));
        assertEquals(new Written(), writeElsewhere(5, "torn").join());
        assertEquals(1, database.number("SELECT COUNT(*) FROM events WHERE conversation = 'g:torn'"));
    }

    @Test
    void isUnavailableAsTheVictimOfADeadlockAndWritesTheBatchThereafter() throws Exception {
        writer.write(List.of(row(1, user("bob", 1, "Bob"))));
        var batch = List.of(row(2, message("d:warm:up", 2, "x")), row(2, user("bob", 2, "Robert")));
        try (var locker = database.connect();
                var statement = locker.createStatement()) {
            locker.setAutoCommit(false);
            // Many changes make the other one the cheaper victim.
            statement.execute(
                    "INSERT INTO users (tenant, user_id, name, avatar_url, role, tags, metadata, status, token_epoch, created_at,"
                            + " updated_at, version) SELECT tenant, CONCAT('x', seq), 'n', NULL, 'r', '[]', NULL, 's', 0, 0, 0, 1"
                            + " FROM users JOIN seq_1_to_100");
            statement.execute("SELECT * FROM users WHERE user_id = 'bob' FOR UPDATE");
            var result = CompletableFuture.supplyAsync(() -> writer.write(batch));
            await(() -> waiting().size() == 1);
            statement.execute("SELECT * FROM conversations FOR UPDATE");
            var cause = assertInstanceOf(Unavailable.class, result.join()).cause();
            assertEquals(1213, assertInstanceOf(SQLException.class, cause).getErrorCode());
        }
        assertEquals(new Written(), writer.write(batch));
        assertEquals(List.of(List.of("Robert")), database.rows("SELECT name FROM users WHERE user_id = 'bob'"));
    }

    @Test
    void goesOnWhereTheServerWasStoppedAndStartedAgain() {
        try (var server = MariaDb.start();
                var model = ReadModel.open(TestDatabase.on(server, "restarted").settings());
                var other = SqlReadModelWriter.open(
                        TestDatabase.on(server, "restarted").settings())) {
            model.migrate();
            assertEquals(new Written(), other.write(rows(message("g:team", 1, "before"))));
            server.stop();
            assertInstanceOf(Unavailable.class, other.write(rows(message("g:team", 2, "during"))));
            assertThrows(StoreUnavailableException.class, () -> model.events().headSeq("acme", "g:team"));
            server.startAgain();
            await(() -> other.write(rows(message("g:team", 2, "after"))) instanceof Written);
            assertEquals(2, model.events().headSeq("acme", "g:team"));
        }
    }

    @Test
    void saysThatAStoreIsUnavailableWithinSecondsWhenNobodyListens() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertSaidWithinSeconds(port);
    }

    @Test
    void saysThatAStoreIsUnavailableWithinSecondsWhenItAcceptsAndFallsSilent() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertSaidWithinSeconds(socket.getLocalPort());
        }
    }

    private static void assertSaidWithinSeconds(int port) {
        var settings = new ReadModelSettings("jdbc:mysql://127.0.0.1:" + port + "/x", "u", new Secret(""), 2);
        try (var model = ReadModel.open(settings)) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(4),
                    () -> assertThrows(
                            StoreUnavailableException.class,
                            () -> model.events().headSeq("t", "c")));
        }
        try (var lone = SqlReadModelWriter.open(settings)) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(4),
                    () -> assertInstanceOf(Unavailable.class, lone.write(rows(message("g:team", 1, "x")))));
        }
    }

    private CompletableFuture<WriteResult> writeElsewhere(long offset, String group) {
        return CompletableFuture.supplyAsync(() ->
                writer.write(List.of(row(offset, message("g:" + group, 1, "text")))));
    }

    /** Connections of this database in the middle of an insert. */
    private List<String> waiting() {
        return database
                .rows("SELECT id FROM information_schema.processlist"
                        + " WHERE db = 'outage' AND info LIKE 'INSERT INTO %' AND time_ms > 20")
                .stream()
                .map(List::getFirst)
                .toList();
    }

    private static void await(BooleanSupplier condition) {
        var end = System.nanoTime() + BOUND.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "The condition did not come true in time.");
            Thread.onSpinWait();
        }
    }
}
