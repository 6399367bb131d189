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
}
