package dev.parley.ingress.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The lists are what lies in the folders; a file that was added there has to be added to the list. */
class PageFilesTest {
    private static final Set<String> SERVED = Set.of("html", "css", "js", "svg");

    @Test
    void everyFileOfThePageIsServed() throws IOException {
        assertEquals(filesIn(Path.of("..", "console")), new TreeSet<>(PageFiles.PAGE));
    }

    @Test
    void everyFileOfTheClientIsServed() throws IOException {
        assertEquals(filesIn(Path.of("..", "clients", "javascript", "src")), new TreeSet<>(PageFiles.CLIENT));
    }

    private static Set<String> filesIn(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> SERVED.contains(name.substring(name.lastIndexOf('.') + 1)))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
