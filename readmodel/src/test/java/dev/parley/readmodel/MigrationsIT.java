package dev.parley.readmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MigrationsIT {
    private static MariaDb server;

    @BeforeAll
    static void start() {
        server = MariaDb.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void migratesAnEmptyStoreAndThenFindsNothingToDo() {
        try (var model = ReadModel.open(server.database("twice"))) {
            model.migrate();
            model.migrate();
            assertEquals(0, model.events().headSeq("acme", "g:team"));
        }
    }
}
