package dev.parley.schemas.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.topics.Topic.Cleanup;
import dev.parley.schemas.topics.Topic.Partitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The catalogue that data teams read says what the code does. */
final class CatalogueTest {
    private static final String HEAD = "| topic | key | value | partitions | kept | time |";

    private String readme = "";

    static Stream<Topic> topics() {
        return Topics.ALL.stream();
    }

    @BeforeEach
    void read() throws IOException {
        readme = Files.readString(Path.of("README.md"));
    }

    @Test
    void listsEveryTopicAsItIs() {
        var table = readme.lines()
                .dropWhile(line -> !line.equals(HEAD))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .collect(Collectors.joining("\n"));
        assertEquals(topics().map(CatalogueTest::row).collect(Collectors.joining("\n")), table);
    }

    @ParameterizedTest
    @MethodSource("topics")
    void saysWhatATopicPromisesAndHowToReadIt(Topic topic) {
        assertTrue(readme.contains("\n### `" + topic.name() + "`\n"), "a section on " + topic.name());
        assertTrue(readme.contains("-t " + topic.name() + " "), "an example of reading " + topic.name());
    }

    private static String row(Topic topic) {
        return "| `%s` | %s | `%s` | %s | %s | %s |"
                .formatted(
                        topic.name(),
                        topic.key(),
                        topic.value().getName(),
                        topic.partitions() == Partitions.ONE ? "1" : "`PARLEY_PARTITIONS`",
                        kept(topic.cleanup(), topic.retention()),
                        topic.logAppendTime() ? "the broker's" : "the writer's");
    }

    private static String kept(Cleanup cleanup, @Nullable Duration retention) {
        return switch (cleanup) {
            case COMPACT -> "the latest of each key";
            case DELETE -> retention == null ? "for ever" : inWords(retention);
        };
    }

    private static String inWords(Duration retention) {
        if (retention.toHours() == 0) {
            return retention.toMinutes() + " min";
        }
        return retention.toDays() > 0 ? retention.toDays() + " d" : retention.toHours() + " h";
    }
}
