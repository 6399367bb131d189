package dev.parley.standalone.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code faults/FAULTS.md} names tests that there are, and says of every fault what shows it or what is missing. */
class FaultTableTest {
    private static final Path ROOT = Path.of("..");
    private static final Path TABLE = ROOT.resolve("faults/FAULTS.md");
    private static final int FAULTS = 34;
    private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\|(.*)\\|(.*)\\|(.*)\\|(.*)\\|");
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))\\.(\\w+)`");
    private static final Pattern QUOTED = Pattern.compile("`[^`]*`");
    private static final Pattern STATE =
            Pattern.compile("held|scenario|held: .+|(?:held|scenario), but for .+|not built yet: .+|open: .+");

    private record Row(int number, String shownBy, String state) {}

    @Test
    void hasARowForEveryFaultInOrder() throws IOException {
        assertEquals(
                IntStream.rangeClosed(1, FAULTS).boxed().toList(),
                rows().stream().map(Row::number).toList());
    }

    @Test
    void namesTestsThatExist() throws IOException {
        var sources = testSources();
        var missing = TEST.matcher(read(TABLE))
                .results()
                .filter(name -> !exists(sources, name))
                .map(MatchResult::group)
                .toList();
        assertEquals(List.of(), missing);
    }

    @Test
    void saysOfEveryFaultWhatShowsItOrWhatIsMissing() throws IOException {
        for (var row : rows()) {
            assertTrue(STATE.matcher(row.state()).matches(), row::toString);
            var isShown = QUOTED.matcher(row.shownBy()).find();
            assertTrue(
                    isShown
                            || row.state().startsWith("not built yet")
                            || row.state().startsWith("open"),
                    row::toString);
        }
    }

    @Test
    void namesNothingButTestsAndScenarios() throws IOException {
        for (var row : rows()) {
            QUOTED.matcher(row.shownBy()).results().map(MatchResult::group).forEach(quoted -> {
                var isScenario = quoted.equals("`./parley fault " + row.number() + "`");
                var isTopic = quoted.equals("`events`");
                assertTrue(isScenario || isTopic || TEST.matcher(quoted).matches(), () -> row.number() + ": " + quoted);
            });
        }
    }

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .map(ROW::matcher)
                .filter(row -> row.matches())
                .map(row -> new Row(
                        Integer.parseInt(row.group(1)),
                        row.group(4).strip(),
                        row.group(5).strip()))
                .toList();
    }

    private static boolean exists(Map<String, List<Path>> sources, MatchResult name) {
        var method = Pattern.compile("\\bvoid " + name.group(2) + "\\(");
        return sources.getOrDefault(name.group(1), List.of()).stream()
                .anyMatch(file -> method.matcher(read(file)).find());
    }

    /** Test classes by simple name, of every module. */
    private static Map<String, List<Path>> testSources() throws IOException {
        var sources = new HashMap<String, List<Path>>();
        for (var module : modules()) {
            var tests = module.resolve("src/test/java");
            if (Files.isDirectory(tests)) {
                try (Stream<Path> files = Files.walk(tests)) {
                    files.filter(file -> file.toString().endsWith(".java"))
                            .forEach(file -> sources.merge(
                                    file.getFileName().toString().replace(".java", ""),
                                    List.of(file),
                                    FaultTableTest::both));
                }
            }
        }
        return sources;
    }

    private static List<Path> modules() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders.filter(Files::isDirectory).toList();
        }
    }

    private static List<Path> both(List<Path> some, List<Path> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
