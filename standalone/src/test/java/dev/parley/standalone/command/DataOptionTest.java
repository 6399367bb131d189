package dev.parley.standalone.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.runtime.service.StartException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataOptionTest {
    @Test
    void thePlatformOfTheEnvironmentIsTaken() {
        var environment = Map.of(
                "PARLEY_KAFKA_BOOTSTRAP_SERVERS",
                "kafka-1:9092",
                "PARLEY_REGISTRY_URL",
                "http://registry:8080",
                "PARLEY_HTTP_PORT",
                "8080");
        assertEquals(
                Map.of("PARLEY_KAFKA_BOOTSTRAP_SERVERS", "kafka-1:9092", "PARLEY_REGISTRY_URL", "http://registry:8080"),
                new DataOption().kafka(environment));
    }

    @Test
    void withoutOneTheDataFolderSays() {
        assertThrows(StartException.class, () -> new DataOption().kafka(Map.of()));
    }
}
