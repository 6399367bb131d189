package dev.parley.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {
    @TempDir
    private Path parent = Path.of("");

    @Test
    void leavesNothingBehind() throws IOException {
        Path root;
        try (var place = WorkFolder.open(parent)) {
            root = write(place);
        }

        assertFalse(Files.exists(root));
        assertTrue(Files.exists(parent));
    }

    @Test
    void leavesTheLogsOfAFailure() throws IOException {
        Path root;
        try (var place = WorkFolder.open(parent)) {
            root = write(place);
            place.keepLogs();
        }

        assertTrue(Files.exists(root.resolve("platform-1/logs/broker.log")));
        assertFalse(Files.exists(root.resolve("platform-1/broker")));
    }

    @Test
    void closesTheLastOneFirstAndEachOnce() {
        var closed = new ArrayList<String>();
        try (var place = WorkFolder.open(parent)) {
            place.use(() -> closed.add("first"));
            place.use(() -> closed.add("second"));
            place.release();
        }

        assertEquals(List.of("second", "first"), closed);
    }

    private static Path write(WorkFolder place) throws IOException {
        var platform = place.folder("platform-1");
        Files.createDirectories(platform.resolve("broker"));
        Files.createDirectories(platform.resolve("logs"));
        Files.writeString(platform.resolve("broker/segment"), "data");
        Files.writeString(platform.resolve("logs/broker.log"), "said");
        return Objects.requireNonNull(platform.getParent());
    }
}
