package dev.parley.ingress.console;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageFilesTest {
    private final PageFiles files = PageFiles.read();

    @ParameterizedTest
    @CsvSource({"../console, ''", "../clients/javascript/src, client/"})
    void everyFileIsPacked(Path folder, String prefix) throws IOException {
        try (var found = Files.walk(folder)) {
            for (var file : found.filter(PageFilesTest::isServed).toList()) {
                var name = prefix + folder.relativize(file);
                assertArrayEquals(Files.readAllBytes(file), files.byName().get(name), name);
            }
        }
    }

    @Test
    void nothingElseIsPacked() {
        for (var name : files.byName().keySet()) {
            assertTrue(name.matches("(client/)?([a-z-]+/)?[a-z-]+\\.(html|css|js|svg)"), name);
        }
    }

    private static boolean isServed(Path file) {
        return Files.isRegularFile(file)
                && !file.startsWith(Path.of("..", "console", "test"))
                && file.toString().matches(".*\\.(html|css|js|svg)");
    }
}
