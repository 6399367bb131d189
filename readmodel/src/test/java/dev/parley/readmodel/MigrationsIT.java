package dev.parley.readmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.runtime.config.Secret;
import dev.parley.runtime.service.StartException;
import dev.parley.testkit.MariaDb;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MigrationsIT {
    @Test
    void opensAnEmptyStoreWithTheSchemaOfThisVersion() {
        try (var model = ReadModel.openMigrated(
                TestDatabase.on(MariaDb.shared(), "opened").settings())) {
            assertEquals(0, model.events().headSeq("acme", "g:team"));
        }
    }

    @Test
    void saysWhichSettingsToCheckWhereTheStoreDoesNotAnswer() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var settings = new ReadModelSettings("jdbc:mysql://127.0.0.1:" + port + "/x", "u", new Secret(""), 2);
        var refusal = assertThrows(StartException.class, () -> ReadModel.openMigrated(settings));
        var message = String.valueOf(refusal.getMessage());
        assertTrue(message.contains(settings.url()), message);
        assertTrue(message.contains("PARLEY_SQL_URL"), message);
    }

    @Test
    void migratesAnEmptyStoreAndThenFindsNothingToDo() {
        try (var model =
                ReadModel.open(TestDatabase.on(MariaDb.shared(), "twice").settings())) {
            model.migrate();
            model.migrate();
            assertEquals(0, model.events().headSeq("acme", "g:team"));
        }
    }

    @Test
    void bringsWhatAnEarlierVersionStoredUpToDate() {
        var database = TestDatabase.on(MariaDb.shared(), "before_inbox");
        Flyway.configure(MigrationsIT.class.getClassLoader())
                .dataSource(database.settings().url(), database.settings().user(), "")
                .locations("classpath:dev/parley/readmodel/migrations")
                .table("schema_versions")
                .target("25")
                .load()
                .migrate();
        for (var conversation : List.of("g:team", "g:quiet")) {
            database.execute("INSERT INTO conversations (tenant, conversation, info_seq, member_count, members_seq,"
                    + " message_no, last_message_at, head_seq) VALUES ('acme', '" + conversation
                    + "', 1, 1, 2, 4, 9, 9)");
        }
        store(database, 3, "alice", null, false);
        store(database, 5, "alice", null, true);
        store(database, 6, "carl", "m3", false);
        store(database, 7, "carl", "m3", true);
        try (var model = ReadModel.open(database.settings())) {
            model.migrate();
        }
        assertEquals(
                List.of(List.of("5", "alice"), List.of("6", "carl"), List.of("7", "carl")),
                database.rows("SELECT seq, sender FROM uncounted ORDER BY seq"));
        assertEquals(
                List.of(List.of("g:quiet", "0", "0"), List.of("g:team", "7", "5")),
                database.rows("SELECT conversation, last_message_seq, last_unthreaded_seq FROM conversations"
                        + " ORDER BY conversation"));
    }

    private static void store(
            TestDatabase database, long seq, String sender, @Nullable String parentId, boolean isDeleted) {
        database.execute(
                "INSERT INTO messages (tenant, conversation, seq, message_id, message_no, sender, sent_at, kind,"
                        + " mentions, tags, content_key_id, parent_id, is_deleted, version) VALUES ('acme', 'g:team', "
                        + seq
                        + ", 'm" + seq + "', " + seq + ", '" + sender + "', 1, 'text', '[]', '[]', 0, "
                        + (parentId == null ? "NULL" : "'" + parentId + "'") + ", " + isDeleted + ", " + seq + ")");
    }
}
