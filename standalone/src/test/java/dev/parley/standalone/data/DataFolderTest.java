package dev.parley.standalone.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.runtime.service.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path temp;

    @Test
    void isOpenInOnePlaceAtATime() {
        try (var first = DataFolder.open(temp.resolve("data"))) {
            var refusal = assertThrows(StartException.class, () -> DataFolder.open(first.root()));
            assertTrue(
                    refusal.toString()
                            .contains("in use by process "
                                    + ProcessHandle.current().pid()),
                    refusal::toString);
        }
        DataFolder.open(temp.resolve("data")).close();
    }

    @Test
    void leavesAFolderAloneThatHoldsSomethingElse() throws IOException {
        Files.writeString(temp.resolve("thesis.txt"), "years of work");
        assertThrows(StartException.class, () -> DataFolder.open(temp));
        assertEquals("years of work", Files.readString(temp.resolve("thesis.txt")));
    }

    @Test
    void clearsEverythingButWhatLinksPointAt() throws IOException {
        var outside = Files.writeString(temp.resolve("outside.txt"), "kept");
        try (var folder = DataFolder.open(temp.resolve("data"))) {
            Files.createDirectories(folder.broker().resolve("events-0"));
            Files.createSymbolicLink(folder.root().resolve("link"), temp);
            assertFalse(folder.isFresh());
            folder.clear();
            assertTrue(folder.isFresh());
            assertFalse(Files.exists(folder.root().resolve("link")));
        }
        assertTrue(Files.exists(outside));
    }

    @Test
    void keepsASecretAndShowsItToItsOwnerOnly() throws IOException {
        try (var folder = DataFolder.open(temp.resolve("data"))) {
            var file = folder.secret("api-key");
            var secret = OwnerOnly.secret(file);
            assertEquals(48, secret.length());
            assertEquals(secret, OwnerOnly.secret(file));
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.root())));
        }
    }
}
